import multiprocessing as mp
import random
import sys

ROLLS = 60000


def roll(seed, total, sixes):
    dice = random.Random(seed)
    for _ in range(ROLLS):
        value = dice.randint(1, 6)
        total.value += 1
        if value == 6:
            with sixes.get_lock():
                sixes.value += 1


def main():
    total = mp.Value("i", 0)
    sixes = mp.Value("i", 0)
    players = {}
    for seed in range(4):
        players[seed] = mp.Process(target=roll, args=(seed, total, sixes))
    for p in players.values():
        p.start()
    for seed, p in players.items():
        p.join()
        if p.exitcode != 0:
            print("player", seed, "failed", file=sys.stderr)
            return 1

    expected = ROLLS * len(players)
    share = sixes.value / expected
    print("share of sixes: %.3f" % share)
    if total.value != expected:
        print("lost", expected - total.value, "rolls")
    else:
        print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
