"""Asks a metadata helper for the titles of some media files."""
import functools
import subprocess
import sys

HELPER = r"""
import sys
titles = {"1": "Caf\u00e9 M\u00fcller", "2": "\u0141\u00f3d\u017a by night", "3": "Plain"}
for key in sys.argv[1:]:
    sys.stdout.buffer.write((titles[key] + "\n").encode("utf-8"))
"""


def captured(function):
    @functools.wraps(function)
    def call(*args):
        command = function(*args)
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return call


@captured
def titles(*keys):
    return [sys.executable, "-c", HELPER, *keys]


def main():
    lines = (titles("1", "3") or "").splitlines()
    print([ascii(line) for line in lines])
    print("ok" if lines == ["Caf\u00e9 M\u00fcller", "Plain"] else "wrong")


if __name__ == "__main__":
    main()
