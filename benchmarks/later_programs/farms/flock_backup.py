#!/usr/bin/env python3
"""Nightly backup of the flock books. Every job gets a limit; what hangs is ended with all it started."""
import os
import shlex
import signal
import subprocess
import sys

POSIX = os.name == "posix"
SLOW = [sys.executable, "-c", "import time; time.sleep(30)"]


def as_line(argv):
    if POSIX:
        return " ".join(shlex.quote(a) for a in argv)
    return subprocess.list2cmdline(argv)


def end(proc):
    if POSIX:
        os.killpg(proc.pid, signal.SIGKILL)
    else:
        subprocess.call(["taskkill", "/F", "/T", "/PID", str(proc.pid)])


def limited(line, seconds):
    extra = {"start_new_session": True} if POSIX else {}
    proc = subprocess.Popen(line, shell=True, stdout=subprocess.PIPE, **extra)
    try:
        out, _ = proc.communicate(timeout=seconds)
        return proc.returncode, out
    except subprocess.TimeoutExpired:
        end(proc)
        out, _ = proc.communicate()
        return None, out


def plain(argv):
    return subprocess.run(argv, check=True, stdout=subprocess.PIPE, timeout=7).stdout


def main():
    results = {}
    results["books"] = plain([sys.executable, "-c", "print('12 books')"]).split()
    code, out = limited("echo sheep", 6)
    results["sheep"] = (code, out.split())
    code, out = limited("echo goats && " + as_line(SLOW) + " && echo packed", 0.6)
    results["goats"] = (code, out.split())
    for name in sorted(results):
        print("%-6s %r" % (name, results[name]))
    if results == {
        "books": [b"12", b"books"],
        "sheep": (0, [b"sheep"]),
        "goats": (None, [b"goats"]),
    }:
        print("ok")
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
