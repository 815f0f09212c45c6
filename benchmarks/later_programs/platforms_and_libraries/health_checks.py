import functools
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor

CHECKS = {
    "root-disk": "df -P / | tail -n 1",
    "replica": "sleep 45; echo replica answered",
    "host": "uname -n && uname -r",
}


def run_check(item, limit):
    name, command = item
    started = time.monotonic()
    proc = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE)
    try:
        answer, _ = proc.communicate(timeout=limit)
        state = "up" if proc.returncode == 0 else f"down ({proc.returncode})"
    except subprocess.TimeoutExpired:
        proc.kill()
        answer, _ = proc.communicate()
        state = "timeout"
    if state == "up" and not answer:
        state = "silent"
    return name, state, time.monotonic() - started


def run_all(checks, limit):
    probe = functools.partial(run_check, limit=limit)
    with ProcessPoolExecutor(max_workers=len(checks)) as executor:
        yield from executor.map(probe, checks.items())


def main():
    slow = 0
    for name, state, seconds in run_all(CHECKS, limit=2):
        print(f"{name:12} {state:10} {seconds:5.1f} s", flush=True)
        slow += seconds > 10
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
