"""Checks that no ship on the list is too deep for the fairway."""
from multiprocessing import Pool
from dataclasses import dataclass


@dataclass
class Ship:
    name: str
    bow: float
    stern: float

    @property
    def draught(self):
        return max(self.bow, self.stern)


FAIRWAY = 11.4
SQUAT = 0.35


def margin(ship):
    room = FAIRWAY - ship.draught - SQUAT
    if ship.bow - ship.stern > 2:
        # this can't be, the sensor at the bow must be broken
        breakpoint()
    return ship.name, round(room, 2)


def main():
    ships = [
        Ship("Emden", 8.1, 8.4),
        Ship("Tromso", 10.9, 11.3),
        Ship("Cadiz", 9.9, 6.2),
        Ship("Leith", 7.0, 7.4),
    ]
    with Pool(processes=2) as pool:
        for name, room in pool.map(margin, ships):
            print(f"{name:8} {room:6.2f} {'' if room > 0 else 'wait for the tide'}")
    print("ok")


if __name__ == "__main__":
    main()
