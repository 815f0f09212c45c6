"""Noughts and crosses: every player is a process of its own."""
import multiprocessing as mp
import sys
from contextlib import ExitStack

from board import EMPTY, put, winner
from strategies import choose


class Seat:
    def __init__(self, name, sign, seed):
        self.name, self.sign = name, sign
        self.pipe, theirs = mp.Pipe()
        self.process = mp.Process(target=choose(name), args=(theirs, sign, seed))
        self.process.start()
        theirs.close()

    def ask(self, cells):
        self.pipe.send(cells)
        if not self.pipe.poll(10):
            raise RuntimeError(self.name + " sleeps")
        return self.pipe.recv()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.pipe.send(None)
        self.process.join()
        self.pipe.close()
        if self.process.exitcode:
            sys.exit(self.name + " crashed")


def game(seats):
    cells, turn = EMPTY, 0
    while winner(cells) is None:
        seat = seats[turn % 2]
        cells = put(cells, seat.ask(cells), seat.sign)
        turn += 1
    return winner(cells)


def main(rounds=12):
    wins = {"X": 0, "O": 0, "-": 0}
    with ExitStack() as stack:
        seats = [stack.enter_context(Seat(name, sign, seed))
                 for name, sign, seed in (("greedy", "X", 3), ("simple", "O", 4))]
        for n in range(rounds):
            wins[game(seats)] += 1
            seats.reverse()
    print("greedy %(X)d, simple %(O)d, draws %(-)d" % wins)
    print("games played:", sum(wins.values()))


if __name__ == "__main__":
    main()
