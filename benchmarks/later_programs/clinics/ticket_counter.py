# Waiting tickets at the citizens' office: three terminals hand out numbers from one counter.
from multiprocessing import Process, Value
import time

OPEN_TERMINALS = ["entrance", "first floor", "passport desk"]
VISITORS = {"entrance": 5, "first floor": 3, "passport desk": 4}

last_number = Value("i", 0)


def next_ticket():
    with last_number.get_lock():
        last_number.value += 1
        return last_number.value


def terminal(name):
    for visitor in range(VISITORS[name]):
        next_ticket()
        time.sleep(0.005)


def open_office():
    terminals = [Process(target=terminal, args=(name,), name=name) for name in OPEN_TERMINALS]
    for t in terminals:
        t.start()
    return terminals


def close_office(terminals):
    for t in terminals:
        t.join()


if __name__ == "__main__":
    terminals = open_office()
    close_office(terminals)
    print("tickets handed out today:", last_number.value)
    expected = sum(VISITORS.values())
    if last_number.value == expected:
        print("ok")
    else:
        print("visitors counted at the doors:", expected)
