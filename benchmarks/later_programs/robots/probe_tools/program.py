"""Runs the probes of a test stand, each with the interpreter of the stand itself."""
import logging
import subprocess
import sys
from dataclasses import dataclass
from typing import Callable, Dict, List

from probes import commands

log = logging.getLogger("stand")


@dataclass
class Probe:
    title: str
    argv: List[str]
    accept: Callable[[str], bool]
    patience: float = 8.0

    def run(self) -> bool:
        done = subprocess.run(
            self.argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            timeout=self.patience,
        )
        return done.returncode == 0 and self.accept(done.stdout)


def three_pongs(output: str) -> bool:
    return output.split() == ["pong", "0", "pong", "1", "pong", "2"]


def same_prefix(output: str) -> bool:
    return output.strip() == sys.prefix


def inline(source: str) -> List[str]:
    argv = ["python", "-c", source]
    argv[0] = sys.executable
    return argv


PROBES: Dict[str, Probe] = {
    "ping": Probe("link", commands.command("python", "ping.py", 3), three_pongs),
    "version": Probe("interpreter", commands.command("python-isolated", "version.py"), same_prefix),
    "inline": Probe("arithmetic", inline("print(6 * 7)"), "42\n".__eq__),
}


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    log.info("by hand: %s", commands.for_manual("ping.py", 3))
    verdicts = {name: probe.run() for name, probe in PROBES.items()}
    for name, passed in verdicts.items():
        print(f"{PROBES[name].title}: {'passed' if passed else 'FAILED'}")
    print(f"{sum(verdicts.values())} of {len(verdicts)} probes passed")
    if not all(verdicts.values()):
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
