import itertools
import multiprocessing as mp
from collections import Counter
from functools import partial

from ring import Bot, fight
from scoreboard import Scoreboard

BOTS = [
    Bot("Bulldozer", push=6, grip=5, speed=1),
    Bot("Hornet", push=2, grip=2, speed=7),
    Bot("Crab", push=4, grip=6, speed=2),
    Bot("Wedge", push=5, grip=3, speed=3),
]


def bout(pairing, board):
    seed, (one, two) = pairing
    winner, moves = fight(one, two, seed)
    board.record(moves)
    return winner


def tournament(bots, rounds=3):
    pairings = list(enumerate(itertools.combinations(bots, 2))) * rounds
    board = Scoreboard(len(pairings))
    with mp.Pool(2) as pool:
        winners = pool.map(partial(bout, board=board), pairings)
    return Counter(winners), board


if __name__ == "__main__":
    table, board = tournament(BOTS)
    for name, wins in table.most_common():
        print(f"{name:10} {wins}")
    print(f"{board.done} of {board.bouts} bouts, the longest {board.longest} moves")
    print("ok")
