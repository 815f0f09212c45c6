import atexit
import os
import sys
import tempfile
import time

events = tempfile.NamedTemporaryFile("a+", suffix=".log", buffering=1)


def note(what):
    with open(events.name, "a") as log:
        log.write(what + "\n")


def cleanup():
    note("cleanup")


def job(number):
    note("job %d" % number)
    return number * number


def start(number):
    pid = os.fork()
    if pid == 0:
        job(number)
        sys.exit(0)
    return pid


def main():
    atexit.register(cleanup)
    pids = [start(number) for number in range(2)]
    codes = [os.waitpid(pid, 0)[1] for pid in pids]
    assert codes == [0, 0], codes
    time.sleep(0.1)
    with open(events.name) as log:
        lines = log.read().split("\n")
    done = sum(line.startswith("job") for line in lines)
    print(done, "jobs done")
    if "cleanup" in lines:
        print("cleaned up twice")
    else:
        print("ok")


if __name__ == "__main__":
    main()
