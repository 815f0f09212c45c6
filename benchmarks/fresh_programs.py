"""How many pitfalls mpcheck finds in programs that its rules were not written for, and how often it is wrong.

    python benchmarks/fresh_programs.py [--run] [--python NAME ...]

Prints what was found, missed and reported in vain.  A wrong program counts as found where a finding points to one of its
places; any other finding in it, and every finding in a right one, is a false alarm.  ``--run`` runs the programs first, under
the interpreters named, and says which of them do not do what the index claims.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tasks"))

from program_set import FOLDER, LATER, Listed, load

from mpcheck.analysis import Installed
from mpcheck.engine import Request, scan
from mpcheck.findings import Finding
from mpcheck.settings import Options
from verification import execute, interpreters
from verification.plan import Program, Run, targets_of


def findings(program: Listed) -> list[tuple[tuple[str, int], Finding]]:
    """What mpcheck reports in a program at its usual level, each with its place."""
    result = scan(Request((str(program.path),), Options(isolated=True), jobs=1), Installed())
    return [(_place(program, finding), finding) for finding in result.findings]


def _place(program: Listed, finding: Finding) -> tuple[str, int]:
    path = Path(finding.location.path).resolve()
    return path.relative_to(program.folder.resolve()).as_posix(), finding.location.line


def run(programs: Iterable[Listed], pythons: Iterable[str]) -> bool:
    """Run the programs; whether all do what the index claims."""
    agreed = True
    found = interpreters.find(frozenset(pythons))
    for program in programs:
        for python, method in targets_of(program.example, found):
            if method in program.example.methods:
                claim = program.example.outcome
                result = execute.verify(Run(Program("-", program.name, program.example), python, method, claim))
                if result.objection:
                    agreed = False
                    print(f"{program.name} under {python.name}, {method}: not {claim.kind}: {result.objection}")
    return agreed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--run", action="store_true", help="run the programs first")
    parser.add_argument("--python", action="append", default=[], metavar="NAME", help="such as 3.14 (default: 3.11)")
    arguments = parser.parse_args()
    agreed = True
    for folder in (FOLDER, *LATER):
        programs = load(folder)
        agreed = (not arguments.run or run(programs, arguments.python or ["3.11"])) and agreed
        print(f"{folder.name}: {judge(programs)}")
    return 0 if agreed else 1


def judge(programs: list[Listed]) -> str:
    """Print what was missed and what was reported in vain; the numbers of both."""
    missed, alarms = [], []
    for program in programs:
        found = findings(program)
        if not program.is_right and not any(place in program.places for place, _ in found):
            missed.append(program)
        alarms += [(program, finding) for place, finding in found if place not in program.places]
    for program in missed:
        print(f"missed: {program.name} ({', '.join(program.pitfalls)})")
    for program, finding in alarms:
        print(f"false alarm: {program.name}:{finding.location.line}: {finding.code} {finding.message}")
    wrong = [program for program in programs if not program.is_right]
    blamed = {program.name for program, _ in alarms}
    return (
        f"found {len(wrong) - len(missed)} of {len(wrong)} wrong programs; "
        f"{len(alarms)} false alarms, in {len(blamed)} of {len(programs)} programs\n"
    )


if __name__ == "__main__":
    sys.exit(main())
