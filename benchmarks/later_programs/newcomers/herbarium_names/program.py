"""Rename the labels of a herbarium; the names come from two desks behind one door."""
import socket
import sys
from multiprocessing import Process

from desk import ask, attend

LABELS = ["Taraxacum vulgare", "Bellis perennis", "Chamomilla recutita", "Urtica dioica"]
DESKS = 2


def open_desks(door, per_desk):
    for number in range(DESKS):
        desk = Process(target=attend, args=(door, per_desk), name=f"desk-{number}")
        desk.start()
        yield desk


def rename(labels):
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = door.getsockname()
        desks = list(open_desks(door, len(labels) // DESKS))
    names = {label: ask(address, label) for label in labels}
    for desk in desks:
        desk.join()
        if desk.exitcode:
            sys.exit(f"{desk.name} ended with {desk.exitcode}")
    return names


match __name__:
    case "__main__":
        renamed = rename(LABELS)
        for old, new in renamed.items():
            print(old, "->", new)
        assert sum(old != new for old, new in renamed.items()) == 2
        print("ok")
