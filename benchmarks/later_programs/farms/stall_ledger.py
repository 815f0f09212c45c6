"""Ledger of the stalls: every robot books its milkings in one place."""
import multiprocessing
import sys

ROBOTS = {
    "r1": [("A", 7.5), ("B", 6.0), ("A", 5.5)],
    "r2": [("C", 9.0), ("C", 2.5)],
}


def book(robot, ledger, notes, lock):
    for stall, kilos in ROBOTS[robot]:
        ledger[robot].append((stall, kilos))
        with lock:
            row = notes.get(stall, [])
            row.append("%s:%.1f" % (robot, kilos))
            notes[stall] = row
            info = notes["_info"]
            info["count"] += 1
            notes["_info"] = info


def start_all(ledger, notes, lock):
    procs = []
    for robot in sorted(ROBOTS):
        p = multiprocessing.Process(target=book, args=(robot, ledger, notes, lock))
        p.start()
        procs.append(p)
    return procs


def main():
    with multiprocessing.Manager() as man:
        ledger = man.dict()
        for robot in ROBOTS:
            ledger[robot] = man.list()
        notes = man.dict(_info={"count": 0})
        lock = man.Lock()

        procs = start_all(ledger, notes, lock)
        for p in procs:
            p.join()
        bad = [p.name for p in procs if p.exitcode != 0]
        if bad:
            return 1

        kilos = {robot: sum(k for _, k in ledger[robot]) for robot in ROBOTS}
        count = notes["_info"]["count"]
        stalls = {s: len(v) for s, v in notes.items() if s != "_info"}

    for robot in sorted(kilos):
        print("%s %.1f kg" % (robot, kilos[robot]))
    if (kilos, count, stalls) == ({"r1": 19.0, "r2": 11.5}, 5, {"A": 2, "B": 1, "C": 2}):
        print("ok")
    else:
        print("ledger is short: %r %r %r" % (kilos, count, stalls))
    return 0


if __name__ == "__main__":
    sys.exit(main())
