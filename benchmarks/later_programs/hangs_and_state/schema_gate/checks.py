import sys

REQUIRED = {"id": int, "name": str}


def problems(record):
    for key, kind in REQUIRED.items():
        if key not in record:
            yield f"missing {key}"
        elif not isinstance(record[key], kind):
            yield f"{key} is not {kind.__name__}"


def gate(records):
    """Exit status: the number of records with a problem."""
    bad = 0
    for record in records:
        for problem in problems(record):
            print(problem, file=sys.stderr)
            bad += 1
            break
    sys.exit(bad)
