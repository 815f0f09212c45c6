"""Reads number plates at the car deck of the ferry until the boat is full."""
import time
from concurrent.futures import ProcessPoolExecutor

CAPACITY = 12
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def watch_ramp(interval=0.01):
    """Yield one picture after another, as the camera at the ramp takes them."""
    number = 0
    while True:
        number += 1
        picture = [(number * step) % 251 for step in range(1, 400)]
        yield number, picture
        time.sleep(interval)


def read_plate(frame):
    number, picture = frame
    total = sum(picture)
    if total % 3 == 0:
        return number, None  # nobody in the picture
    letters = "".join(LETTERS[(total >> shift) % len(LETTERS)] for shift in (0, 3, 6))
    return number, f"{letters} {total % 1000:03}"


def board(cars):
    deck = []
    for number, plate in cars:
        if plate is None:
            continue
        deck.append(plate)
        print(f"picture {number}: {plate} on lane {len(deck) % 3 + 1}")
        if len(deck) == CAPACITY:
            break
    return deck


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as readers:
        deck = board(readers.map(read_plate, watch_ramp()))
    print(len(deck), "cars, ramp closed")
    print("ok")
