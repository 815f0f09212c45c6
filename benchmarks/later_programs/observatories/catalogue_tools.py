"""Calls of the tools that sort and join catalogues."""

import subprocess
import tempfile
from pathlib import Path

DEFAULTS = {"check": True, "shell": True, "stdout": subprocess.PIPE, "encoding": "utf-8"}


class Tool:
    """A program that is called with arguments and answers on its output."""

    def __init__(self, name, *fixed, **options):
        self.command = [name, *fixed]
        self.options = {**DEFAULTS, **options}

    def __call__(self, *arguments):
        command = self.command + [str(argument) for argument in arguments]
        return subprocess.run(command, **self.options).stdout.splitlines()


echo = Tool("echo", "-n")
count = Tool("printf", "%s\n")


def brightest(stars):
    return count(*(f"{magnitude} {name}" for name, magnitude in stars.items()))


def main():
    stars = {"Sirius": -1.46, "Vega": 0.03, "Rigel": 0.13}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "stars.txt"
        target.write_text("\n".join(brightest(stars)), encoding="utf-8")
        lines = [line for line in target.read_text(encoding="utf-8").splitlines() if line]
    print(f"{len(lines)} of {len(stars)} stars")


if __name__ == "__main__":
    main()
