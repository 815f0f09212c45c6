"""Assigns pilots to ships; reads its roster again on request of the administrator."""
import multiprocessing
import sys

from roster import Roster
from service import Service


def assign(pilots, ships):
    return {ship: pilots[n % len(pilots)] for n, ship in enumerate(ships)}


def main():
    roster = Roster(["Jansen", "Okafor", "Lindqvist"])
    with Service("pilots", on_reload=roster.reload) as service:
        with multiprocessing.Pool(2) as pool:
            plans = pool.starmap(
                assign,
                [(roster.pilots, ["Aurora", "Dogger"]), (roster.pilots, ["Fjord", "Gannet", "Humber"])],
            )
    for plan in plans:
        for ship, pilot in plan.items():
            print(f"{service.name}: {ship} <- {pilot}")
    print("ok")


if __name__ == "__main__":
    sys.exit(main())
