"""Dispatches orders to the gantries; new settings are applied by starting the gantries anew."""
import queue
import sys

from gantry import Gantries

SETTINGS_A = {"speed": 2}
SETTINGS_B = {"speed": 3}


def collect(gantries, orders):
    done = []
    for _ in orders:
        try:
            done.append(gantries.reports.get(timeout=2))
        except queue.Empty:
            print(f"no answer from the gantries, {len(orders) - len(done)} orders left")
            return None
    return sorted(done)


def shift(gantries, orders):
    for order in orders:
        gantries.orders.put(order)
    return collect(gantries, orders)


def main():
    gantries = Gantries(number=3)
    gantries.start(SETTINGS_A)
    morning = shift(gantries, [("box", n) for n in range(6)])
    gantries.restart(SETTINGS_B)
    evening = shift(gantries, [("reefer", n) for n in range(6)])
    gantries.stop()
    print("morning:", morning)
    if evening is None:
        print("evening shift cancelled")
        return 0
    print("evening:", evening)
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
