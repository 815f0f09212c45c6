"""An idle game: workers dig, the bank counts, the shop raises prices."""
from __future__ import annotations

import multiprocessing as mp
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized


@dataclass
class Price:
    value: float = 1.0

    def raise_by(self, percent: float) -> None:
        self.value += self.value * percent / 100


class Purse:
    """What one digger carries before it goes to the bank."""

    def __init__(self) -> None:
        self.value = 0

    def __iadd__(self, coins: int) -> Purse:
        self.value += coins
        return self


class Bank:
    def __init__(self) -> None:
        self.coins = mp.Value("q", 0)
        self.visits = mp.Value("i", 0, lock=False)
        self.vault = mp.Lock()
        self.per_digger = mp.Array("i", 3)

    def pay_in(self, amount: int) -> None:
        with self.coins.get_lock():
            self.coins.value += amount
        with self.vault:
            self.visits.value += 1

    def seize(self, amount: int) -> bool:
        lock = self.coins.get_lock()
        lock.acquire()
        try:
            if self.coins.value < amount:
                return False
            self.coins.value -= amount
            return True
        finally:
            lock.release()


def dig(number: int, swings: int, bank: Bank) -> None:
    price = Price()
    for swing in range(swings):
        purse = Purse()
        for _ in range(3):
            purse += 1 + swing % 2
            price.raise_by(0.1)
        bank.pay_in(purse.value)
        with bank.per_digger.get_lock():
            bank.per_digger[number] += purse.value


def total(counter: Synchronized) -> int:
    with counter:
        return counter.value


def main() -> None:
    bank = Bank()
    bank.coins.value = 100
    diggers = [mp.Process(target=dig, args=(n, 400, bank)) for n in range(3)]
    for digger in diggers:
        digger.start()
    for digger in diggers:
        digger.join()
    assert not any(digger.exitcode for digger in diggers)
    earned = sum(bank.per_digger)
    print(earned, "coins in", bank.visits.value, "visits")
    assert bank.visits.value == 1200 and bank.coins.value == 100 + earned == 100 + 3 * 1800
    bank.coins.value += 500  # the daily bonus, when all diggers have gone home
    assert bank.seize(1000) and not bank.seize(100_000)
    print("left in the bank:", total(bank.coins))
    assert total(bank.coins) == 5000
    print("ok")


if __name__ == "__main__":
    main()
