"""Check the spelling of chapters; a board shared between processes keeps the findings."""
import logging
from functools import partial
from multiprocessing import Manager, Pool

WORDS = {"the", "cat", "sat", "dog", "ran"}
CHAPTERS = {"first": "the cat zat", "second": "teh dog ran", "third": "the dog sat"}

log = logging.getLogger("spell")


def check(board, locks, name):
    wrong = [word for word in CHAPTERS[name].split() if word not in WORDS]
    for word in wrong:
        board["words"].append(word)
    with locks["totals"]:
        totals = board["totals"]
        totals["chapters"] += 1
        totals["wrong"] += len(wrong)
        board["totals"] = totals
    return name


class Checkers:
    """Hands out chapters and waits for every one of them when it is left."""

    def __init__(self, jobs, function, report):
        self._pool = Pool(jobs)
        self._function = function
        self._report = report
        self._pending = []

    def __enter__(self):
        return self

    def submit(self, name):
        self._pending.append(self._pool.apply_async(self._function, (name,)))

    def __exit__(self, kind, value, trace):
        self._pool.close()
        self._pool.join()
        for result in self._pending:
            self._report(result.get())


def main():
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with Manager() as manager:
        board = manager.dict(words=manager.list(), totals={"chapters": 0, "wrong": 0})
        locks = {"totals": manager.Lock()}
        with Checkers(2, partial(check, board, locks), partial(log.info, "done: %s")) as checkers:
            for name in CHAPTERS:
                checkers.submit(name)
        words, totals = sorted(board["words"]), board["totals"]
    print(words, totals)
    good = words == ["teh", "zat"] and totals == {"chapters": 3, "wrong": 2}
    print("ok" if good else "findings are missing")


if __name__ == "__main__":
    main()
