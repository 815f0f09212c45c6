import multiprocessing
import threading

from gates import Barrier, connect, count, read_barriers, say

HALLS = {
    "A": [Barrier("north", [12, 35, 40]), Barrier("south", [8, 9, 41, 13])],
    "B": [Barrier("east", [30, 31]), Barrier("west", [14, 7])],
    "C": [Barrier("ramp", [66, 5, 34])],
}

finished = threading.Event()


def clock():
    """A ticker for the info screen."""
    ticks = 0
    while not finished.wait(0.05):
        ticks += 1
    say("fair was open", "for a while" if ticks else "only briefly")


def main():
    screen = threading.Thread(target=clock)
    visits = {hall: read_barriers(barriers) for hall, barriers in HALLS.items()}
    totals = multiprocessing.Array("i", 2, lock=False)
    lock = multiprocessing.Lock()
    with multiprocessing.Pool(2, connect, (totals, lock)) as pool:
        screen.start()
        for hall, number in pool.imap(count, visits.items()):
            say("hall", hall, number)
        pool.close()
        pool.join()
    finished.set()
    screen.join()
    grown_ups, children = totals
    say(grown_ups, "grown-ups and", children, "children")
    assert (grown_ups, children) == (8, 6), totals[:]
    print("ok")


if __name__ == "__main__":
    main()
