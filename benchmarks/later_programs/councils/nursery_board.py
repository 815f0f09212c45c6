"""The waiting list for nursery places, which several desks keep together."""
from multiprocessing import Manager, Process
from typing import NamedTuple


class Request(NamedTuple):
    site: str
    name: str


class WaitingList:
    def __init__(self, manager, sites):
        self._names = manager.dict({site: manager.list() for site in sites})
        self._counts = manager.dict({"requests": {"total": 0}})
        self._lock = manager.Lock()

    def add(self, request):
        with self._lock:
            self._names[request.site].append(request.name)
            counts = self._counts["requests"]
            counts["total"] += 1
            self._counts["requests"] = counts

    def __getitem__(self, site):
        return tuple(self._names[site])

    def __len__(self):
        return sum(len(names) for names in self._names.values())

    @property
    def total(self):
        return self._counts["requests"]["total"]


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
        assert all(each.exitcode == 0 for each in desks)
        print(len(waiting), "of", waiting.total, sorted(waiting["Mill"]))
    print("ok")


if __name__ == "__main__":
    main()
