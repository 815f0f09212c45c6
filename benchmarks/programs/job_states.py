import enum
import multiprocessing as mp
from typing import Optional


class Signal(enum.Enum):
    STOP = "stop"
    PAUSE = "pause"


def worker(inbox, outbox, last: Optional[type]):
    paused = 0
    while True:
        item = inbox.get()
        if item is Signal.STOP:
            break
        if item is Signal.PAUSE:
            paused += 1
            continue
        if item is None or item is last:
            outbox.put(("empty", paused))
            continue
        outbox.put((item.upper(), paused))
    outbox.put(Signal.STOP)


def main():
    inbox, outbox = mp.Queue(), mp.Queue()
    process = mp.Process(target=worker, args=(inbox, outbox, Ellipsis))
    process.start()
    for item in ("a", Signal.PAUSE, None, Ellipsis, "b", Signal.STOP):
        inbox.put(item)
    answers = []
    while (answer := outbox.get(timeout=30)) is not Signal.STOP:
        answers.append(answer)
    process.join()
    assert process.exitcode == 0
    assert answers == [("A", 0), ("empty", 1), ("empty", 1), ("B", 1)], answers
    print("ok")


if __name__ == "__main__":
    main()
