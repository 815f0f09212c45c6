"""Lab 4: four turnstiles count the visitors of the zoo together."""
import time
from multiprocessing import Array, Process


class Tally:
    """Visitors, by kind of ticket."""

    KINDS = ("child", "adult")

    def __init__(self):
        self._counts = Array("l", len(self.KINDS))

    def enter(self, kind, persons=1):
        self._counts[self.KINDS.index(kind)] += greet(persons)

    @property
    def total(self):
        return sum(self._counts[:])


def greet(persons):
    time.sleep(0.001)
    return persons


def turnstile(number, tally):
    for visitor in range(60):
        tally.enter("child" if (visitor + number) % 3 == 0 else "adult", 2)


def main():
    tally = Tally()
    gates = [Process(target=turnstile, args=(n, tally)) for n in range(4)]
    for gate in gates:
        gate.start()
    for gate in gates:
        gate.join()
    if any(gate.exitcode for gate in gates):
        raise SystemExit("a gate broke")
    print("ok" if tally.total == 480 else f"visitors missing: {480 - tally.total}")


if __name__ == "__main__":
    main()
