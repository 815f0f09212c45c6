"""One lock file for several processes, on every platform, and a child that can be ended with all its children."""
import contextlib
import multiprocessing
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

try:
    import fcntl
except ImportError:
    fcntl = None
    import msvcrt

HANGUP = getattr(signal, "SIGHUP", None)


@contextlib.contextmanager
def locked(path):
    with open(path, "a+b") as handle:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        else:
            handle.seek(0)
            while True:
                try:
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    time.sleep(0.05)
        try:
            yield
        finally:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_UN)
            else:
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)


def bump(folder, times):
    counter = folder / "counter"
    for _ in range(times):
        with locked(folder / "counter.lock"):
            counter.write_text(str(int(counter.read_text()) + 1))


def start_group(command):
    if sys.platform == "win32":
        return subprocess.Popen(command, creationflags=subprocess.CREATE_NEW_PROCESS_GROUP)
    return subprocess.Popen(command, start_new_session=True)


def end_group(child):
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    return child.wait()


def usable_cpus():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def main():
    if HANGUP is not None:
        signal.signal(HANGUP, signal.SIG_IGN)
    sleeper = start_group([sys.executable, "-c", "import time; time.sleep(60)"])
    with tempfile.TemporaryDirectory() as tmp:
        folder = pathlib.Path(tmp)
        (folder / "counter").write_text("0")
        members = [multiprocessing.Process(target=bump, args=(folder, 20)) for _ in range(max(2, min(4, usable_cpus())))]
        for member in members:
            member.start()
        for member in members:
            member.join()
        codes = {member.exitcode for member in members}
        value = int((folder / "counter").read_text())
    ended = end_group(sleeper)
    print("counter right: %s, codes %s" % (value == 20 * len(members), sorted(codes)))
    print("sleeper ended: %s" % (ended != 0))


if __name__ == "__main__":
    main()
