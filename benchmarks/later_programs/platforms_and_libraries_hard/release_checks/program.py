import sys
from concurrent.futures import ProcessPoolExecutor

from checks import CHECKS, Outcome, run_check


def show(outcome: Outcome) -> None:
    print(f"{outcome.name:<10}{outcome.verdict:<12}{outcome.seconds:6.1f} s")


def main() -> int:
    with ProcessPoolExecutor(max_workers=2) as executor:
        outcomes = list(executor.map(run_check, sorted(CHECKS)))
    for outcome in outcomes:
        show(outcome)
    return 0 if outcomes else 1


if __name__ == "__main__":
    sys.exit(main())
