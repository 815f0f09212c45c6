"""Verify last night's backups with the tool that made them."""
import subprocess
import sys
from dataclasses import dataclass

import daemon

TOOL = "import sys; sys.exit(0 if 'good' in sys.argv[1] else 3)"


@dataclass
class Backup:
    name: str
    expected: bool

    def verify(self):
        command = [sys.executable, "-c", TOOL, self.name]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, timeout=60)
        return done.returncode == 0


def report(backups):
    surprises = 0
    for backup in backups:
        intact = backup.verify()
        print(f"{backup.name}: {'intact' if intact else 'damaged'}")
        surprises += intact is not backup.expected
    return surprises


def main():
    daemon.behave()
    backups = [Backup("good-monday", True), Backup("torn-tuesday", False)]
    if not report(backups):
        print("ok")


if __name__ == "__main__":
    main()
