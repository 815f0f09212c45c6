"""A card table with one seat per bot; who thinks too long is removed from the game."""

from __future__ import annotations

import multiprocessing as mp
import sys
import time
from typing import Any

TURN_SECONDS = 1.0


class Table:
    """The cards on the table. Only one player at a time may touch them."""

    def __init__(self) -> None:
        self.turn = mp.Lock()
        self.cards = mp.Array("i", 8, lock=False)
        self.played = mp.Value("i", 0, lock=False)

    def play(self, card: int) -> None:
        self.cards[self.played.value] = card
        self.played.value += 1


class Bot:
    def __init__(self, name: str, hand: list[int], thinking: float = 0.0) -> None:
        self.name, self.hand, self.thinking = name, hand, thinking

    def choose(self, seen: list[int]) -> int:
        time.sleep(self.thinking)
        higher = [card for card in self.hand if card > max(seen, default=0)]
        return min(higher or self.hand)

    def take_turn(self, table: Table) -> None:
        with table.turn:
            card = self.choose(table.cards[: table.played.value])
            table.play(card)


def referee(bots: list[Bot], table: Table) -> list[str]:
    removed: list[str] = []
    for bot in bots:
        process: Any = mp.Process(target=bot.take_turn, args=(table,), name=bot.name)
        process.start()
        process.join(TURN_SECONDS)
        if process.is_alive():
            process.terminate()
            process.join()
            removed.append(bot.name)
    return removed


def main() -> int:
    table = Table()
    bots = [Bot("ivy", [3, 9]), Bot("karl", [5, 7], thinking=60), Bot("lena", [4, 10])]
    removed = referee(bots, table)
    print("removed:", ", ".join(removed))
    with table.turn:
        print("on the table:", table.cards[: table.played.value])
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
