"""Weekly puzzles of the maths club: find out which of them are hard enough for the older group.

    sudoku_club [--strict]
"""

import sys
from concurrent import futures
from typing import Dict, List, Tuple

RULES = {"givens": 17, "max_guesses": 50}
ACCEPTED: List[str] = []

Puzzle = Tuple[str, int, int]

WEEK: List[Puzzle] = [
    # name, givens, guesses that the solver needed
    ("monday", 36, 0),
    ("tuesday", 30, 4),
    ("wednesday", 27, 12),
    ("thursday", 24, 30),
    ("friday", 22, 44),
]


def difficulty(givens: int, guesses: int) -> float:
    return guesses + (81 - givens) / 10


def review(puzzle: Puzzle) -> Tuple[str, str]:
    name, givens, guesses = puzzle
    if givens < RULES["givens"]:
        return name, "not unique"
    if guesses > RULES["max_guesses"]:
        return name, "too hard"
    return name, f"{difficulty(givens, guesses):.1f}"


def configure(argv: List[str]) -> None:
    # the younger group has at most ten guesses and never fewer than 25 givens
    if "--strict" not in argv:
        RULES.update(givens=25, max_guesses=10)


def main(argv: List[str]) -> int:
    configure(argv)
    with futures.ProcessPoolExecutor(max_workers=2) as pool:
        verdicts: Dict[str, str] = dict(pool.map(review, WEEK))
    for name, verdict in verdicts.items():
        if verdict.replace(".", "").isdigit():
            ACCEPTED.append(name)
        print(f"{name:10} {verdict}")
    if ACCEPTED != ["monday", "tuesday"]:
        print("accepted", len(ACCEPTED), "puzzles for the younger group")
        return 0
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
