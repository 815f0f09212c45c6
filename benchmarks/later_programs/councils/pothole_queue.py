"""Sorts the reports of potholes that came in over night."""
import multiprocessing as mp
from dataclasses import dataclass
from typing import Literal, Union


@dataclass
class Report:
    street: str
    depth: int


@dataclass
class Duplicate:
    of: str


@dataclass
class Close:
    reason: Literal["end of day", "storm"]


Message = Union[Report, Duplicate, Close]


def triage(inbox, urgent):
    while True:
        message = inbox.get()
        match message:
            case Close(reason=reason):
                print("closed:", reason, flush=True)
                inbox.task_done()
                return
            case Duplicate():
                continue
            case Report(street=street, depth=depth) if depth >= 8:
                urgent.put(street)
            case Report(street=street):
                print("routine:", street, flush=True)
        inbox.task_done()


NIGHT = [Report("Elm Street", 3), Report("Fir Street", 11), Duplicate("Fir Street"), Report("Gorse Lane", 9)]


def main():
    inbox, urgent = mp.JoinableQueue(), mp.SimpleQueue()
    desk = mp.Process(target=triage, args=(inbox, urgent), daemon=True)
    desk.start()
    for message in NIGHT:
        inbox.put(message)
    inbox.join()
    inbox.put(Close("end of day"))
    desk.join()
    while not urgent.empty():
        print("urgent:", urgent.get())
    print("ok")


if __name__ == "__main__":
    main()
