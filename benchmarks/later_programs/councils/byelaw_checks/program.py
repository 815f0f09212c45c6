"""Runs the checks that the districts have put into the folder of extensions."""
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from checker.loading import Extensions

EXTENSIONS = Path(__file__).parent / "districts"
COMPLAINTS = [
    {"id": 1, "kind": "litter", "bags": 4},
    {"id": 2, "kind": "noise", "hour": 23},
    {"id": 3, "kind": "litter", "bags": 1},
]


def main():
    extensions = Extensions.found_in(EXTENSIONS)
    with ProcessPoolExecutor(2) as executor:
        for name, hooks in extensions:
            verdicts = list(executor.map(hooks["check"], COMPLAINTS))
            print(name, hooks["title"], [number for number, bad in verdicts if bad])
    print("ok")


if __name__ == "__main__":
    main()
