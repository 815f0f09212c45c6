"""Runs the steps of a build, whose output may be long."""
import subprocess
import sys
import threading
from collections import deque

NOISY = "for n in range(20000): print('compiling unit', n)"
COUNT = "import sys; print(len(sys.stdin.read().split()))"
SILENT = "import sys; sys.stderr.write('x' * 300000)"


def tail(command, lines=3):
    """The last lines of what a command prints, which are read while it runs."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        last = deque(process.stdout, maxlen=lines)
        status = process.wait()
    return status, [line.strip() for line in last]


def drained(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(process.stdout))
    reader.start()
    process.wait()
    reader.join()
    process.stdout.close()
    return len(lines)


def count_words(text):
    process = subprocess.Popen(
        [sys.executable, "-c", COUNT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    output, _ = process.communicate(text)
    return int(output)


def quietly(command):
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def detached(command):
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    return process.wait()


def shell(line):
    return subprocess.run(line, shell=True, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.strip()


def main():
    noisy = [sys.executable, "-c", NOISY]
    assert tail(noisy) == (0, [f"compiling unit {n}" for n in (19997, 19998, 19999)])
    assert drained(noisy) == 20000
    assert count_words("one word after another " * 20000) == 80000
    assert quietly([sys.executable, "-c", SILENT]) == 0
    assert detached([sys.executable, "-c", SILENT]) == 0
    assert shell("echo " + " ".join(["all", "steps", "done"])) == "all steps done"
    print("7 steps")
    print("ok")


if __name__ == "__main__":
    main()
