"""``python -m mpcheck``."""

from mpcheck.cli.main import entry

if __name__ == "__main__":
    entry()
