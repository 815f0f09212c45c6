#!/usr/bin/env python3
"""Runs the typesetter on a book and prints the warnings from its log."""
import subprocess
import sys
import time

# Stands in for the real typesetter.
TYPESETTER = """
import sys
for page in range(1, 1501):
    print(f"[{page}] Overfull hbox (badness {page % 7}) in paragraph at lines {page * 3}--{page * 3 + 4}")
    if page % 500 == 0:
        print(f"Warning: citation on page {page} undefined", file=sys.stderr)
"""


class TypesetFailed(Exception):
    pass


def start(command):
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )


def run_typesetter(command, on_tick=None):
    process = start(command)
    ticks = 0
    while process.poll() is None:
        time.sleep(0.1)
        ticks += 1
        if on_tick:
            on_tick(ticks)
    if process.returncode != 0:
        raise TypesetFailed(f"typesetter ended with {process.returncode}")
    with process.stdout:
        return process.stdout.read().splitlines()


def spinner(ticks):
    sys.stderr.write("\r" + "|/-\\"[ticks % 4])
    sys.stderr.flush()


def main():
    log = run_typesetter([sys.executable, "-c", TYPESETTER], on_tick=spinner)
    warnings = [line for line in log if line.startswith("Warning")]
    print(f"{len(log)} lines, {len(warnings)} warnings")
    print("ok" if len(warnings) == 3 else "log is incomplete")


if __name__ == "__main__":
    main()
