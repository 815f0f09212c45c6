"""Replay one day of quotes through a few mean-reversion strategies and compare what they earned."""

import multiprocessing as mp
import random
from collections import deque, namedtuple

Fill = namedtuple("Fill", "step side price size")


class Reversion:
    def __init__(self, name, window, size):
        self.name = name
        self.window = window
        self.size = size

    def fills(self, prices):
        recent = deque(maxlen=self.window)
        for step, price in enumerate(prices):
            if len(recent) == self.window:
                mean = sum(recent) / self.window
                side = "buy" if price < mean else "sell"
                yield Fill(step, side, price, self.size)
            recent.append(price)


def random_day(seed, steps):
    rng = random.Random(seed)
    price, day = 100.0, []
    for _ in range(steps):
        price += rng.gauss(0, 0.05)
        day.append(round(price, 4))
    return day


def replay(strategy, prices, outbox):
    outbox.put((strategy.name, list(strategy.fills(prices))))


def profit(fills, close):
    total = 0.0
    for fill in fills:
        sign = 1 if fill.side == "buy" else -1
        total += sign * fill.size * (close - fill.price)
    return total


def main():
    prices = random_day(seed=7, steps=12_000)
    strategies = [Reversion("fast", 5, 10), Reversion("medium", 30, 5), Reversion("slow", 120, 1)]

    outbox = mp.Queue()
    runs = [mp.Process(target=replay, args=(s, prices, outbox)) for s in strategies]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    book = {}
    for _ in runs:
        name, fills = outbox.get()
        book[name] = fills

    for strategy in strategies:
        fills = book[strategy.name]
        print(f"{strategy.name:>8}: {len(fills)} fills, {profit(fills, prices[-1]):.2f}")
    print("ok")


if __name__ == "__main__":
    main()
