"""Which platforms have what the standard library offers of processes and signals.

Source: the "Availability" lines of CPython's documentation, and the names that its Windows builds lack.
"""

from __future__ import annotations

from mpcheck.targets import PLATFORMS

_POSIX = frozenset(PLATFORMS) - {"windows"}
_LINUX = frozenset({"linux"})
_PROCESS = (
    "fork getegid geteuid getgid getgroups getloadavg getpgid getpgrp getpriority getsid getuid initgroups killpg "
    "posix_spawn register_at_fork setegid seteuid setgid setgroups setpgid setpgrp setpriority setregid setreuid "
    "setsid setuid spawnlp spawnvp tcgetpgrp tcsetpgrp wait3 wait4 WNOHANG WUNTRACED WIFEXITED WEXITSTATUS "
    "WIFSIGNALED WTERMSIG WIFSTOPPED WSTOPSIG WCOREDUMP"
)
_PROCESS_LINUX = (
    "getresgid getresuid pidfd_open sched_getaffinity sched_setaffinity sched_getscheduler sched_setscheduler "
    "sched_getparam sched_setparam setns setresgid setresuid unshare"
)
#: What ``os`` has of processes on some platforms only.
OS_PROCESS_NAMES = (*_PROCESS.split(), *_PROCESS_LINUX.split())
_OS = (
    "chown chroot confstr ctermid fchown forkpty lchown lockf login_tty mkfifo mknod nice openpty posix_spawnp "
    "spawnlpe spawnvpe sysconf ttyname uname wait"
)
_OS_LINUX = "eventfd memfd_create splice"
_SIGNAL = (
    "SIGALRM SIGBUS SIGCHLD SIGCONT SIGHUP SIGIO SIGKILL SIGPIPE SIGPROF SIGQUIT SIGSTOP SIGSYS SIGTRAP SIGTSTP "
    "SIGTTIN SIGTTOU SIGURG SIGUSR1 SIGUSR2 SIGVTALRM SIGWINCH SIGXCPU SIGXFSZ"
)
_SIGNAL_POSIX = (
    "ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL alarm getitimer pause pthread_kill pthread_sigmask setitimer siginterrupt "
    "sigpending sigwait"
)
_SIGNAL_LINUX_FUNCTIONS = "pidfd_send_signal sigtimedwait sigwaitinfo"
#: What ``signal`` has besides signals on some platforms only; other names of it begin with SIG.
SIGNAL_FUNCTIONS = (*_SIGNAL_POSIX.split(), *_SIGNAL_LINUX_FUNCTIONS.split())
_SIGNAL_LINUX = "SIGCLD SIGPOLL SIGPWR SIGRTMAX SIGRTMIN SIGSTKFLT"
_MASKS = "SIG_BLOCK SIG_SETMASK SIG_UNBLOCK"

#: What those ask for who want to know whether this is Windows.
_OF_WINDOWS = (
    *("asyncio.ProactorEventLoop", "asyncio.WindowsProactorEventLoopPolicy", "asyncio.WindowsSelectorEventLoopPolicy"),
    *("ctypes.WinDLL", "ctypes.windll", "os.add_dll_directory", "os.startfile", "subprocess.CREATE_NEW_CONSOLE"),
    *("subprocess.CREATE_NEW_PROCESS_GROUP", "subprocess.CREATE_NO_WINDOW", "subprocess.STARTUPINFO"),
    *("sys.getwindowsversion", "sys.winver"),
)

#: Dotted name -> the platforms that have it; what is not named here is everywhere.
PLATFORMS_OF: dict[str, frozenset[str]] = {
    **{f"os.{name}": _POSIX for name in (*_PROCESS.split(), *_OS.split())},
    **{f"os.{name}": _LINUX for name in (*_PROCESS_LINUX.split(), *_OS_LINUX.split())},
    **{f"signal.{name}": _POSIX for name in (*_SIGNAL.split(), *_MASKS.split(), *_SIGNAL_POSIX.split())},
    **{f"signal.Signals.{name}": _POSIX for name in _SIGNAL.split()},
    **{f"signal.{name}": _LINUX for name in (*_SIGNAL_LINUX.split(), *_SIGNAL_LINUX_FUNCTIONS.split())},
    **{f"signal.{name}": frozenset({"windows"}) for name in ("CTRL_C_EVENT", "CTRL_BREAK_EVENT", "SIGBREAK")},
    **dict.fromkeys(_OF_WINDOWS, frozenset({"windows"})),
    "select.epoll": _LINUX,
    "select.poll": _POSIX,
    "socket.AF_UNIX": _POSIX,
}
#: Constants of libraries that tell the platform -> those on which they are true.
TRUE_ON: dict[str, frozenset[str]] = {
    "psutil.LINUX": _LINUX,
    "psutil.MACOS": frozenset({"macos"}),
    "psutil.OSX": frozenset({"macos"}),
    "psutil.POSIX": _POSIX,
    "psutil.WINDOWS": frozenset({"windows"}),
}

_POSIX_MODULES = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty")
#: Packages that import what Windows lacks, or cannot be installed there.
_POSIX_PACKAGES = ("gunicorn", "ptyprocess", "uvloop")
#: The later ones are those of pywin32, which is no part of the standard library.
_WINDOWS_MODULES = (
    *("_winapi", "msvcrt", "winreg", "winsound"),
    *("pywintypes", "win32api", "win32con", "win32event", "win32file", "win32job", "win32pipe", "win32process"),
)
#: Module -> the platforms that have it.
PLATFORMS_OF_MODULE: dict[str, frozenset[str]] = {
    **dict.fromkeys((*_POSIX_MODULES, *_POSIX_PACKAGES), _POSIX),
    **dict.fromkeys(_WINDOWS_MODULES, frozenset({"windows"})),
}
