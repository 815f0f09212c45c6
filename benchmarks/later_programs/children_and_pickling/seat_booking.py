"""Several clerks book seats in one hall."""
import multiprocessing as mp
from typing import Optional


def attach(shared_seats, shared_lock, names):
    global seats, lock, labels
    seats = shared_seats
    lock = shared_lock
    labels = names


def book(request):
    customer, wanted = request
    with lock:
        free = [n for n, taken in enumerate(seats) if not taken]
        if len(free) < wanted:
            return customer, []
        for n in free[:wanted]:
            seats[n] = 1
    return customer, [labels[n] for n in free[:wanted]]


def run(requests, rows=4, per_row=5, method: Optional[str] = None):
    ctx = mp.get_context(method)
    lock = ctx.Lock()
    seats = ctx.Array("b", rows * per_row, lock=False)
    labels = [f"{row}{n}" for row in "ABCD"[:rows] for n in range(1, per_row + 1)]
    with ctx.Pool(3, initializer=attach, initargs=(seats, lock, labels)) as pool:
        booked = dict(pool.map(book, requests, chunksize=1))
    return booked, sum(seats)


if __name__ == "__main__":
    wishes = [("anna", 4), ("bert", 3), ("cleo", 6), ("dora", 2), ("emil", 5), ("fay", 1)]
    booked, taken = run(wishes)
    handed_out = [label for labels in booked.values() for label in labels]
    assert len(set(handed_out)) == len(handed_out) == taken <= 20
    for customer, labels in sorted(booked.items()):
        print(customer, " ".join(labels) or "-")
    print("ok")
