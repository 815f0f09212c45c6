"""A round robin between chess players of different temper."""
import itertools
import multiprocessing
import zlib

TEMPERS = {
    "bold": {"attack": 9, "patience": 2},
    "calm": {"attack": 3, "patience": 8},
    "sly": {"attack": 6, "patience": 6},
}


class Player:
    attack = 5
    patience = 5

    def __init__(self, seat):
        self.seat = seat

    def strength(self, against):
        luck = zlib.crc32(f"{self.seat}{against.seat}".encode()) % 5
        return self.attack * 2 + self.patience - against.patience + luck

    def __repr__(self):
        return f"{type(self).__name__}({self.seat})"


def player_type(temper, traits):
    return type(f"{temper.title()}Player", (Player,), dict(traits, temper=temper))


PLAYERS = {temper: player_type(temper, traits) for temper, traits in TEMPERS.items()}


def game(white, black):
    difference = white.strength(black) - black.strength(white)
    return (difference > 0) - (difference < 0)


def enter_all():
    return [PLAYERS[temper](seat) for seat, temper in enumerate(sorted(PLAYERS), 1)]


def main():
    players = enter_all()
    pairs = list(itertools.permutations(players, 2))
    with multiprocessing.Pool(2) as pool:
        results = pool.starmap(game, pairs)
    for (white, black), result in zip(pairs, results):
        print(f"{white} - {black}: {result:+d}")
    print("ok")


if __name__ == "__main__":
    main()
