"""Check building permits against the town's rulebook."""
import sys
from multiprocessing import Pool

from rulekit import Rulebook, RuleError, check

permits = Rulebook()


@permits.rule
def height(fields):
    if fields["height"] > 12:
        return f"{fields['height']} m is above the roof line"


@permits.rule
def distance(fields):
    if fields["boundary"] < 3 and not fields.get("neighbour_agrees"):
        return "too close to the boundary"


def examine(item):
    name, source = item
    return name, check(permits, name, source)


PERMITS = {
    "mill-lane-4": '{"height": 9.5, "boundary": 4}',
    "harbour-17": '{"height": 11, "boundary": 2, "neighbour_agrees": true}',
    "chapel-2": '{"height": 14, "boundary": 6}',
    "orchard-8": '{"height": 7, "boundary": 3.5}',
}


def main():
    rejected = 0
    with Pool(2) as pool:
        answers = [pool.apply_async(examine, (item,)) for item in PERMITS.items()]
        for answer in answers:
            try:
                name, kept = answer.get()
            except RuleError as error:
                rejected += 1
                print("rejected", error.document, error.explanation)
            else:
                print("granted", name, f"({kept} rules)")
    return 1 if rejected > len(PERMITS) // 2 else 0


if __name__ == "__main__":
    sys.exit(main())
