from __future__ import annotations

import multiprocessing as mp
from dataclasses import dataclass, field


@dataclass
class Player:
    name: str
    points: int = 0
    games: int = 0


@dataclass
class SeasonBoard:
    """Standings of a season, filled while the matches are still being scored."""

    players: dict[str, Player] = field(default_factory=dict)

    def enroll(self, *names: str) -> SeasonBoard:
        for name in names:
            self.players[name] = Player(name)
        return self

    def credit(self, result: tuple[str, int]) -> None:
        name, points = result
        player = self.players[name]
        player.points += points
        player.games += 1

    def standings(self) -> list[Player]:
        return sorted(self.players.values(), key=lambda p: (-p.points, p.name))


def score_match(replay: str) -> tuple[str, int]:
    """'nora:WWLD' was two wins, a loss and a draw."""
    name, _, moves = replay.partition(":")
    return name, sum({"W": 3, "D": 1}.get(move, 0) for move in moves)


REPLAYS = ["nora:WWLD", "otto:LLDW", "nora:DDD", "guest_17:W", "pia:WLW", "otto:WW"]


def main() -> None:
    board = SeasonBoard().enroll("nora", "otto", "pia")
    pool = mp.Pool(2)
    for replay in REPLAYS:
        pool.apply_async(score_match, (replay,), callback=board.credit)
    pool.close()
    pool.join()
    for place, player in enumerate(board.standings(), 1):
        print(place, player.name, player.points)
    print("ok")


if __name__ == "__main__":
    main()
