"""Light curves of variable stars, put together from the nights of several observers."""
import sys
from multiprocessing import Manager, Process

OBSERVERS = {
    "Ann": [("Mira", 2450001, 3.4), ("Algol", 2450001, 2.1), ("Mira", 2450009, 3.9)],
    "Ben": [("Algol", 2450002, 3.3), ("Delta Cep", 2450002, 3.7)],
    "Cleo": [("Mira", 2450003, 3.5), ("Delta Cep", 2450004, 4.2), ("Algol", 2450005, 2.2)],
}


def submit(observer, curves, notes, best, lock, manager_lists):
    for star, day, magnitude in OBSERVERS[observer]:
        manager_lists[star].append((day, magnitude))
        with lock:
            # a plain list in the dictionary has to be put back
            days = curves.get(star, [])
            days.append(day)
            curves[star] = days

            record = best.record
            if magnitude < record["magnitude"]:
                record["magnitude"], record["star"] = magnitude, star
                best.record = record
    entry = notes[observer]
    entry["nights"] = len({day for _, day, _ in OBSERVERS[observer]})


def main():
    stars = sorted({row[0] for rows in OBSERVERS.values() for row in rows})
    with Manager() as manager:
        curves = manager.dict()
        light = manager.dict()
        keep = []
        for star in stars:
            curve = manager.list()
            keep.append(curve)
            light[star] = curve
        notes = manager.dict({name: manager.dict(nights=0) for name in OBSERVERS})
        best = manager.Namespace(record={"magnitude": 99.0, "star": None})
        lock = manager.Lock()
        people = [
            Process(target=submit, args=(name, curves, notes, best, lock, light))
            for name in OBSERVERS
        ]
        for p in people:
            p.start()
        for p in people:
            p.join()
        if any(p.exitcode for p in people):
            sys.exit("an observer's nights are missing")
        points = {star: len(light[star]) for star in stars}
        for star in stars:
            print(star.ljust(10), sorted(curves[star]), points[star], "points")
        assert points == {"Algol": 3, "Delta Cep": 2, "Mira": 3}
        assert {star: len(curves[star]) for star in stars} == points
        assert [notes[name]["nights"] for name in OBSERVERS] == [2, 1, 3]
        assert best.record == {"magnitude": 2.1, "star": "Algol"}
    print("ok")


if __name__ == "__main__":
    main()
