"""Count the visitors of a fair at several gates."""
import multiprocessing
from contextlib import contextmanager
from multiprocessing import Value

GATES = 4
GUESTS = 25000


@contextmanager
def exclusively():
    """One gate at a time."""
    lock = multiprocessing.Lock()
    lock.acquire()
    try:
        yield
    finally:
        lock.release()


class Gate(multiprocessing.Process):
    def __init__(self, total, highest):
        multiprocessing.Process.__init__(self)
        self.total = total
        self.highest = highest

    def admit(self, guest):
        with exclusively():
            self.total.value += 1
            if guest > self.highest.value:
                self.highest.value = guest

    def run(self):
        for guest in range(GUESTS):
            self.admit(guest)


def main():
    total = Value("l", 0)
    highest = Value("l", -1)
    gates = [Gate(total, highest) for _ in range(GATES)]
    for gate in gates:
        gate.start()
    for gate in gates:
        gate.join()
    if total.value == GATES * GUESTS:
        print("ok")
    else:
        print("only", total.value, "guests were counted")


if __name__ == "__main__":
    main()
