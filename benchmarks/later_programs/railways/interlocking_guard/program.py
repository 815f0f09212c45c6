import multiprocessing
from collections import Counter

from elements import Element, Points, Relay, Signal
from failures import RelayFailure, SignallingFailure


class Inspection:
    def __init__(self, pool):
        self.pool = pool
        self.tally = Counter()

    def run(self, elements):
        handles = [self.pool.apply_async(element.check) for element in elements]
        for handle in handles:
            try:
                handle.get(timeout=6)
            except SignallingFailure as failure:
                self.tally[failure.severity] += 1
            except RelayFailure as failure:
                self.tally[failure.relay] += 1
            else:
                self.tally["good"] += 1
        return self


def main():
    elements = [Points("W1", 2), Points("W2", 7), Signal("A", 0), Signal("B", 1), Relay("K1", 24)]
    assert all(isinstance(element, Element) for element in elements)
    with multiprocessing.Pool(2) as pool:
        tally = Inspection(pool).run(elements).tally
    assert tally == {"good": 3, "high": 1, "low": 1}, tally
    print("ok")


if __name__ == "__main__":
    main()
