"""The waiting list for allotments, which several desks keep together."""
import sys
from multiprocessing import Manager, Process
from typing import NamedTuple


class Request(NamedTuple):
    site: str
    name: str


class WaitingList:
    """People by site, for all desks."""

    def __init__(self, manager, sites):
        self._names = manager.dict({site: [] for site in sites})
        self._lock = manager.Lock()

    def add(self, request):
        with self._lock:
            self._names[request.site].append(request.name)

    def __getitem__(self, site):
        return tuple(self._names[site])

    def __len__(self):
        return sum(len(names) for names in self._names.values())


def desk(waiting, requests):
    for request in requests:
        waiting.add(request)


REQUESTS = [Request("Mill", "Roy"), Request("Hill", "Sun"), Request("Mill", "Tamm"), Request("Quay", "Ueda")]


def main():
    with Manager() as manager:
        waiting = WaitingList(manager, ["Mill", "Hill", "Quay"])
        desks = [Process(target=desk, args=(waiting, REQUESTS[n::2])) for n in range(2)]
        for each in desks:
            each.start()
        for each in desks:
            each.join()
        if any(each.exitcode for each in desks):
            sys.exit("a desk closed early")
        if len(waiting) != len(REQUESTS):
            sys.exit(f"{len(waiting)} of {len(REQUESTS)} are waiting for a plot")
        print(waiting["Mill"])
    print("ok")


if __name__ == "__main__":
    main()
