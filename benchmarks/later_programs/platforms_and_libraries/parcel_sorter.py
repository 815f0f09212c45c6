from contextlib import ExitStack
from functools import partial
from multiprocessing import Manager, Pool

PARCELS = [("A%03d" % i, 0.3 + (i * 7 % 40) / 4) for i in range(60)]


def size_class(weight):
    for limit, name in ((2.0, "small"), (5.0, "medium")):
        if weight <= limit:
            return name
    return "large"


def sort_parcel(parcel, lock, counts, events):
    code, weight = parcel
    name = size_class(weight)
    with lock:
        counts[name] = counts.get(name, 0) + 1
    if name == "large":
        events.put((code, weight))
    return code


def drain(events, expected):
    return sorted(events.get(timeout=30) for _ in range(expected))


def main():
    with ExitStack() as stack:
        manager = stack.enter_context(Manager())
        lock, counts, events = manager.Lock(), manager.dict(), manager.Queue()
        task = partial(sort_parcel, lock=lock, counts=counts, events=events)
        with Pool(2) as pool:
            codes = pool.map(task, PARCELS)
        heavy = drain(events, counts["large"])
        totals = dict(counts)
    assert codes == [code for code, _ in PARCELS]
    assert sum(totals.values()) == len(PARCELS), totals
    assert [code for code, _ in heavy] == [c for c, w in PARCELS if w > 5.0]
    print(totals)
    print("ok")


if __name__ == "__main__":
    main()
