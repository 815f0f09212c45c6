"""Go players of different temper, made from a table, meet each other."""
import enum
import itertools
import multiprocessing

TEMPERS = {"Bold": (9, 2), "Calm": (3, 8), "Sly": (6, 6)}

Colour = enum.Enum("Colour", "BLACK WHITE")


class Player:
    attack = patience = 5

    def __init__(self, colour):
        self.colour = colour

    def strength(self):
        return self.attack * 2 + self.patience + (self.colour is Colour.WHITE)


def _make_types():
    for temper, (attack, patience) in TEMPERS.items():
        name = f"{temper}Player"
        # Under its own name in this module, where pickle looks for it; children make the same ones on import.
        globals()[name] = type(name, (Player,), {"attack": attack, "patience": patience, "__module__": __name__})
        yield globals()[name]


PLAYERS = tuple(_make_types())


def game(black, white):
    return type(black).__name__ if black.strength() > white.strength() else type(white).__name__


def main():
    pairs = [(black(Colour.BLACK), white(Colour.WHITE)) for black, white in itertools.permutations(PLAYERS, 2)]
    with multiprocessing.Pool(2) as pool:
        winners = pool.starmap(game, pairs)
    print(winners)
    if winners.count("BoldPlayer") == 4:
        print("ok")


if __name__ == "__main__":
    main()
