"""A score board shared by several referees."""
from __future__ import annotations

import multiprocessing as mp
from contextlib import closing

TEAMS = ("red", "blue")


class Board:
    def __init__(self, manager):
        self.goals = manager.dict({team: manager.list() for team in TEAMS})
        self.cards = manager.dict({team: {"yellow": 0} for team in TEAMS})
        self.guard = manager.Lock()

    def goal(self, team, minute):
        self.goals[team].append(minute)

    def yellow(self, team):
        with self.guard:
            entry = self.cards[team]
            entry["yellow"] += 1
            self.cards[team] = entry


def referee(args):
    board, team, minute = args
    board.goal(team, minute)
    if minute % 2:
        board.yellow(team)
    return minute


def main():
    with mp.Manager() as manager:
        board = Board(manager)
        calls = [(board, TEAMS[minute % 3 == 0], minute) for minute in range(1, 10)]
        with closing(mp.Pool(2)) as pool:
            minutes = pool.map(referee, calls)
        pool.join()
        goals = {team: sorted(board.goals[team]) for team in TEAMS}
        cards = {team: board.cards[team]["yellow"] for team in TEAMS}
    print(len(minutes), goals, cards)
    right = goals == {"red": [1, 2, 4, 5, 7, 8], "blue": [3, 6, 9]} and cards == {"red": 3, "blue": 2}
    print("ok" if right else "wrong")


if __name__ == "__main__":
    main()
