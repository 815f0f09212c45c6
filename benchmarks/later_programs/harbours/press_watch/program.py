"""Watches the web press: a camera process writes pictures of the paper into a ring that we look at."""
import multiprocessing as mp
import os
import sys

from press.camera import Ring, film

JAM_STATUS = 17


def watch(ring, pictures):
    worst = 0
    while True:
        slot = pictures.get()
        if slot is None:
            return worst
        worst = max(worst, ring.wrinkles(slot))
        if worst > 200:
            print("paper jam, stopping at once", file=sys.stderr, flush=True)
            # the press has to stand within the second
            os._exit(JAM_STATUS)


def main():
    ring = Ring.create(slots=4, size=4096)
    pictures = mp.Queue()
    camera = mp.Process(target=film, args=(ring.name, 4, 4096, pictures))
    camera.start()
    try:
        worst = watch(ring, pictures)
        camera.join()
    finally:
        ring.remove()
    print("roll done, worst wrinkle", worst)
    print("ok")


if __name__ == "__main__":
    main()
