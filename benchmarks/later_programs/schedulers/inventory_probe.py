"""Collects facts about this machine by probe commands, each with its own parser."""
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Callable, Dict


@dataclass
class Probe:
    name: str
    code: str
    parse: Callable[[str], str]


def first_number(text):
    found = re.search(r"\d+", text)
    return found.group() if found else ""


PROBES = (
    Probe("bits", "import struct;print(8*struct.calcsize('P'))", first_number),
    Probe("order", "import sys;print(sys.byteorder)", str.strip),
)


class Inventory:
    def __init__(self, probes):
        self.probes = probes
        self.options = dict(stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)

    def output(self, probe):
        done = subprocess.run([sys.executable, "-c", probe.code], shell=True, **self.options)
        return done.stdout.decode("ascii", "replace")

    def collect(self) -> Dict[str, str]:
        return {probe.name: probe.parse(self.output(probe)) for probe in self.probes}


def main():
    facts = Inventory(PROBES).collect()
    print(facts)
    print("ok" if facts["bits"] in ("32", "64") and facts["order"] == sys.byteorder else "wrong")


if __name__ == "__main__":
    main()
