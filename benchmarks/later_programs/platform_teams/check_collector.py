"""CI helper: runs the repository checks in parallel and prints the failures with their cause."""
import multiprocessing as mp
import sys
import traceback
from typing import Any, Callable, Dict, NamedTuple


class Outcome(NamedTuple):
    check: str
    passed: bool
    cause: Any = None


def check_licence() -> None:
    header = "Copyright Example Corp"
    assert header.startswith("Copyright"), "licence header missing"


def check_changelog() -> None:
    entries = {"1.4.0": "retry webhooks"}
    assert "1.5.0" in entries, "no changelog entry for 1.5.0"


def check_migrations() -> None:
    numbers = [1, 2, 3]
    assert numbers == sorted(numbers), "migrations out of order"


CHECKS: Dict[str, Callable[[], None]] = {
    "licence": check_licence,
    "changelog": check_changelog,
    "migrations": check_migrations,
}


def run_check(name: str, outcomes: mp.Queue) -> None:
    try:
        CHECKS[name]()
    except AssertionError:
        outcomes.put(Outcome(name, False, sys.exc_info()))
    else:
        outcomes.put(Outcome(name, True))


def main() -> None:
    outcomes = mp.Queue()
    processes = {name: mp.Process(target=run_check, args=(name, outcomes)) for name in CHECKS}
    for process in processes.values():
        process.start()

    collected = [outcomes.get() for _ in processes]
    for name, process in processes.items():
        process.join()
        if process.exitcode:
            print(f"{name} crashed with {process.exitcode}")

    for outcome in collected:
        print(f"{outcome.check}: {'passed' if outcome.passed else 'failed'}")
        if outcome.cause is not None:
            print("".join(traceback.format_exception(*outcome.cause)))
    print("ok" if len(collected) == len(CHECKS) else "incomplete")


if __name__ == "__main__":
    main()
