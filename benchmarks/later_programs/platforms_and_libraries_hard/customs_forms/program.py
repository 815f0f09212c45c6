import sys
from multiprocessing import Pool

from customs import VALIDATORS, CustomsError, Form

FORMS = [
    Form(101, "FI", "4407", 120.0),
    Form(102, "PT", "4501", 40.5),
    Form(103, "PT", "4802", 12.0),
    Form(104, "FI", "4802", 77.0),
]


def validate(forms, rules):
    with Pool(processes=2) as pool:
        for rule in rules:
            try:
                accepted = pool.map(VALIDATORS[rule], forms)
            except CustomsError as error:
                yield rule, f"rejected: {error}"
            else:
                yield rule, f"{len(accepted)} forms"


def main(argv):
    rules = argv or list(VALIDATORS)
    for rule, verdict in validate(FORMS, rules):
        print(f"{rule:>8}: {verdict}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
