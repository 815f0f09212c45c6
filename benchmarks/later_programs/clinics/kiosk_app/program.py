"""Check-in kiosk of the outpatient department.

Built for the kiosk machines with PyInstaller (kiosk.spec).
"""

import argparse
import multiprocessing
import queue

import display

APPOINTMENTS = {"4711": ("Mr Lund", "room 3"), "4712": ("Ms Achebe", "room 1"), "4713": ("Mr Rossi", "room 3")}


def card_reader(cards, found):
    """Reads the patients' cards; the driver must not block the display."""
    for card in cards:
        found.put(card)
    found.put(None)


def welcome(card):
    if card in APPOINTMENTS:
        name, room = APPOINTMENTS[card]
        return [f"Welcome, {name}", f"please go to {room}"]
    return ["Unknown card", "please ask at the desk"]


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--width", type=int, default=40)
    parser.add_argument("--cards", default="4712,4713,9999", help="cards for a demonstration")
    return parser.parse_args()


def main():
    options = parse()
    found = multiprocessing.Queue()
    reader = multiprocessing.Process(target=card_reader, args=(options.cards.split(","), found), daemon=True)
    reader.start()
    shown = 0
    while True:
        try:
            card = found.get(timeout=10)
        except queue.Empty:
            print("card reader does not answer")
            return 1
        if card is None:
            break
        print(display.frame(welcome(card), options.width))
        shown += 1
    reader.join()
    print(shown, "cards")
    print("ok")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
