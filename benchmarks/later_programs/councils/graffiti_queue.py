"""Sorts the reports of graffiti that came in over night."""
import multiprocessing as mp
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Report:
    street: str
    size: int


@dataclass
class Duplicate:
    of: str


class Close:
    pass


@contextmanager
def next_message(inbox):
    message = inbox.get()
    try:
        yield message
    finally:
        inbox.task_done()


def triage(inbox, urgent):
    while True:
        with next_message(inbox) as message:
            match message:
                case Close():
                    break
                case Duplicate():
                    continue
                case Report(street=street, size=size) if size >= 8:
                    urgent.send(street)
                case Report(street=street):
                    print("routine:", street, flush=True)
    urgent.send(None)
    urgent.close()


NIGHT = [Report("Elm Street", 3), Report("Fir Street", 11), Duplicate("Fir Street"), Report("Gorse Lane", 9)]


def main():
    inbox = mp.JoinableQueue()
    listen, tell = mp.Pipe(duplex=False)
    desk = mp.Process(target=triage, args=(inbox, tell))
    desk.start()
    tell.close()
    for message in (*NIGHT, Close()):
        inbox.put(message)
    inbox.join()
    while (street := listen.recv()) is not None:
        print("urgent:", street)
    desk.join()
    print("ok" if desk.exitcode == 0 else f"triage failed: {desk.exitcode}")


if __name__ == "__main__":
    main()
