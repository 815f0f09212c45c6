import random
from dataclasses import dataclass

from board import free, put, winner


@dataclass(frozen=True)
class Player:
    greedy: bool = False

    def move(self, cells, sign, rng):
        spots = free(cells)
        if self.greedy:
            for s in spots:
                if winner(put(cells, s, sign)) == sign:
                    return s
        return rng.choice(spots)

    def __call__(self, pipe, sign, seed):
        rng = random.Random(seed)
        with pipe:
            while True:
                cells = pipe.recv()
                if cells is None:
                    break
                pipe.send(self.move(cells, sign, rng))


def first_free(pipe, sign, seed):
    with pipe:
        while True:
            cells = pipe.recv()
            if cells is None:
                break
            pipe.send(free(cells)[0])


def choose(name):
    if name == "simple":
        return first_free
    return Player(greedy=name == "greedy")
