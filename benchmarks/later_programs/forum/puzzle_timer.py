# try to solve each puzzle for at most 1 second, otherwise give up
from concurrent.futures import ProcessPoolExecutor
import itertools
import signal

PUZZLES = [
    ("coins", 37, [2, 5, 10]),
    ("stamps", 23, [3, 4]),
    ("weights", 11, [4, 6]),
]


class GaveUp(Exception):
    pass


def on_alarm(number, frame):
    raise GaveUp()


def search(goal, pieces):
    for count in range(1, 9):
        for combo in itertools.combinations_with_replacement(pieces, count):
            if sum(combo) == goal:
                return list(combo)
    return None


def solve(puzzle):
    name, goal, pieces = puzzle
    signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(1)
    try:
        solution = search(goal, pieces)
    except GaveUp:
        solution = None
    finally:
        signal.alarm(0)
    return name, solution


def main():
    solved = {}
    with ProcessPoolExecutor(max_workers=2) as executor:
        for name, solution in executor.map(solve, PUZZLES):
            print(name, "->", solution)
            solved[name] = solution
    if solved["coins"] and solved["stamps"] and not solved["weights"]:
        print("ok")


if __name__ == "__main__":
    main()
