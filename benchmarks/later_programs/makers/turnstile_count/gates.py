"""The gates of the maker fair: threads read the light barriers, a process per hall counts the visitors."""
import threading
import time

print_lock = threading.Lock()
_hall_totals = None
_hall_lock = None


def connect(totals, lock):
    global _hall_totals, _hall_lock
    _hall_totals, _hall_lock = totals, lock


def say(*words):
    with print_lock:
        print(*words, flush=True)


class Barrier:
    def __init__(self, gate, visits):
        self.gate = gate
        self.visits = visits

    def watch(self, visitors):
        for visit in self.visits:
            time.sleep(0.001)
            visitors.append((self.gate, visit))


def read_barriers(barriers):
    visitors = []
    threads = [threading.Thread(target=b.watch, args=(visitors,)) for b in barriers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say("read", len(visitors), "visits")
    return visitors


def count(task):
    hall, visits = task
    grown_ups = sum(age >= 14 for _, age in visits)
    with _hall_lock:
        _hall_totals[0] += grown_ups
        _hall_totals[1] += len(visits) - grown_ups
    return hall, len(visits)
