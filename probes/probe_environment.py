"""What kind of system is this (C library, WSL, gVisor, Android, Lambda), and which variables change what children do?"""

import errno
import json
import multiprocessing
import os
import platform
import signal
import sys
import sysconfig
import time

ID = "environment"
VARIABLES = (
    "OBJC_DISABLE_INITIALIZE_FORK_SAFETY",
    "no_proxy",
    "TMPDIR",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "TOKENIZERS_PARALLELISM",
    "SLURM_CPUS_PER_TASK",
)
OF_GVISOR = "Sun Jan 10 15:06:54 PST 2016"  # the date of the kernel that it says it is


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def c_library():
    if not sys.platform.startswith("linux"):
        return None
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or "unknown"
    except (ValueError, OSError):  # no name of glibc's: another library
        return "musl" if "musl" in (sysconfig.get_config_var("HOST_GNU_TYPE") or "musl") else "unknown"


def wsl():
    """1 or 2 under Windows' subsystem for Linux, else None."""
    release = platform.release()
    if "microsoft" not in release.lower():
        return None
    return 2 if "WSL2" in release or "microsoft-standard" in release else 1


def probe(method, facts, checks):
    yield "look"
    facts["c_library"] = c_library()
    facts["wsl"] = wsl()
    version = read("/proc/version")
    facts["gvisor"] = OF_GVISOR in version or "gvisor" in version.lower()
    facts["android"] = hasattr(sys, "getandroidapilevel") or "ANDROID_ROOT" in os.environ
    facts["lambda"] = "AWS_LAMBDA_FUNCTION_NAME" in os.environ
    facts["seccomp"] = next(
        (int(line.split()[1]) for line in read("/proc/self/status").splitlines() if line.startswith("Seccomp:")), None
    )
    facts["variables"] = {name: os.environ[name] for name in VARIABLES if name in os.environ}
    facts["python_variables"] = sorted(name for name in os.environ if name.startswith("PYTHON"))
    facts["hash_seed_is_fixed"] = not sys.flags.hash_randomization or os.environ.get("PYTHONHASHSEED", "").isdigit()


# ---- The same in every probe: ask the question and print one JSON object, whatever happens. ----
TIME_LIMIT = float(os.environ.get("MPCHECK_TIME_LIMIT", "8"))  # seconds, then 3 for the end of the interpreter
MARK = "mpc-" + os.environ.get("MPCHECK_PROBE", str(os.getpid()))  # begins the name of all that the probe makes


def give_up(signum, frame):
    raise TimeoutError("no answer within %g s" % TIME_LIMIT)


def main():
    method = sys.argv[sys.argv.index("--start-method") + 1] if "--start-method" in sys.argv else None
    answer = {"id": ID, "start_method": method, "facts": {"checks": {}}, "error": None, "seconds": None}
    began, where = time.perf_counter(), "begin"
    try:
        multiprocessing.current_process()._config["semprefix"] = "/" + MARK
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, give_up)
            signal.setitimer(signal.ITIMER_REAL, TIME_LIMIT, 1)  # and each second after: cleaning up may hang too
        for where in probe(method, answer["facts"], answer["facts"]["checks"]):
            print("at " + where, file=sys.stderr, flush=True)
    except BaseException as error:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        number = getattr(error, "errno", None)
        answer["error"] = {
            "type": type(error).__name__,
            "errno": number,
            "errno_name": errno.errorcode.get(number),
            "text": str(error)[:1000],
            "where": where,
        }
        for child in multiprocessing.active_children():
            child.kill()  # else the interpreter waits for it
    answer["seconds"] = round(time.perf_counter() - began, 4)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 3)
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
