"""The hub of a board game: the table plays, a scribe in another process writes the record."""
import multiprocessing
from dataclasses import dataclass, field
from typing import Callable, List, Optional


@dataclass
class Turn:
    player: str
    move: str
    on_recorded: Optional[Callable[[], None]] = None


@dataclass
class Hub:
    record: "multiprocessing.Queue"
    played: int = 0
    log: List[str] = field(default_factory=list)

    def publish(self, turn):
        self.played += 1
        self.record.put(turn)

    def play(self, player, move):
        self.publish(Turn(player, move))

    def play_final(self, player, move):
        self.publish(Turn(player, move, on_recorded=lambda: self.log.append(f"{player} has ended the game")))


def scribe(turns, expected, result):
    lines = []
    for _ in range(expected):
        turn = turns.get()
        lines.append(f"{len(lines) + 1}. {turn.player}: {turn.move}")
    result.send(lines)


def main():
    turns = multiprocessing.Queue()
    here, there = multiprocessing.Pipe(duplex=False)
    writer = multiprocessing.Process(target=scribe, args=(turns, 3, there))
    writer.start()
    hub = Hub(turns)
    hub.play("Mo", "builds a road")
    hub.play("Di", "trades wool")
    hub.play_final("Mo", "builds a city")
    print(*here.recv(), sep="\n")
    writer.join()
    if writer.exitcode:
        raise SystemExit("no record")
    print("ok")


if __name__ == "__main__":
    main()
