"""Check customer lines and collect the faults that were found."""
import multiprocessing
from dataclasses import dataclass, field

from faults import CheckFault, MissingColumn, OutOfRange

LINES = ["Ada;36", "Grace", "Kurt;171", "Emmy;53", "Alan;x"]


def check(numbered):
    line, text = numbered
    name, _, age = text.partition(";")
    if not age:
        raise MissingColumn(line, column="age")
    if not age.isdigit():
        raise CheckFault(line=line, message=f"{age!r} is no number")
    if int(age) > 130:
        raise OutOfRange(line, value=int(age))
    return name


@dataclass
class CustomerCheck:
    valid: list = field(default_factory=list)
    faults: dict = field(default_factory=dict)

    def run(self, lines, processes=2):
        with multiprocessing.Pool(processes) as pool:
            pending = [pool.apply_async(check, (numbered,)) for numbered in enumerate(lines, 1)]
            for result in pending:
                try:
                    self.valid.append(result.get(timeout=30))
                except CheckFault as fault:
                    self.faults[fault.line] = fault
        return self


def main():
    outcome = CustomerCheck().run(LINES)
    for line, fault in sorted(outcome.faults.items()):
        print(line, type(fault).__name__, fault.message)
    kinds = [type(outcome.faults[line]) for line in sorted(outcome.faults)]
    right = outcome.valid == ["Ada", "Emmy"] and kinds == [MissingColumn, OutOfRange, CheckFault]
    print("ok" if right and outcome.faults[3].value == 171 else "wrong")


if __name__ == "__main__":
    main()
