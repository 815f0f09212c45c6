"""The hub of a card game; what is to be done once a turn is recorded is named, not sent."""
import multiprocessing
from dataclasses import dataclass
from typing import Callable, Optional


def applaud(player):
    return f"{player} is applauded"


@dataclass
class Turn:
    player: str
    card: str
    on_recorded: Optional[Callable[[str], str]] = None


class Hub:
    def __init__(self, record):
        self.record = record
        self.waiting = {}

    def publish(self, turn, then=None):
        self.waiting[turn.player, turn.card] = then or (lambda line: None)
        self.record.put(turn)

    def recorded(self, line):
        player, _, card = line.partition(": ")
        return self.waiting.pop((player, card))(line)


def scribe(turns, lines):
    for turn in iter(turns.get, None):
        lines.put(f"{turn.player}: {turn.card}")
        if turn.on_recorded:
            print(turn.on_recorded(turn.player), flush=True)


def main():
    turns, lines = multiprocessing.Queue(), multiprocessing.Queue()
    writer = multiprocessing.Process(target=scribe, args=(turns, lines))
    writer.start()
    hub, said = Hub(turns), []
    hub.publish(Turn("Mo", "ten of spades"))
    hub.publish(Turn("Di", "queen of hearts", on_recorded=applaud), then=lambda line: said.append(line))
    for _ in range(2):
        hub.recorded(lines.get())
    turns.put(None)
    writer.join()
    print(said)
    if said == ["Di: queen of hearts"] and writer.exitcode == 0:
        print("ok")


if __name__ == "__main__":
    main()
