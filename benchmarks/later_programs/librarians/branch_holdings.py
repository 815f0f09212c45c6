"""Ask the branches of a library how many copies of each title they hold."""
from __future__ import annotations

import abc
import contextlib
import multiprocessing
import threading
import xmlrpc.client
import xmlrpc.server
from dataclasses import dataclass, field
from typing import ClassVar, Dict, Iterable, Iterator, Tuple, Type

SHELVES = {"Middlemarch": 3, "Kim": 1, "Emma": 4}


def copies(title: str) -> int:
    return SHELVES[title]


@contextlib.contextmanager
def demonstration_branch() -> Iterator[str]:
    with xmlrpc.server.SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False) as server:
        server.register_function(copies)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield "http://127.0.0.1:%d/" % server.server_address[1]
        finally:
            server.shutdown()


class Branch(abc.ABC):
    """One branch; subclasses speak the language of its catalogue."""

    protocols: ClassVar[Dict[str, Type["Branch"]]] = {}

    def __init_subclass__(cls, protocol: str, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        Branch.protocols[protocol] = cls

    def __init__(self, address: str) -> None:
        self.address = address

    @abc.abstractmethod
    def held(self, title: str) -> int:
        ...


class PaperBranch(Branch, protocol="paper"):
    """No catalogue at all: the address is a list of the titles on the shelf."""

    def held(self, title: str) -> int:
        return self.address.split(";").count(title)


class RemoteBranch(Branch, protocol="xmlrpc"):
    def held(self, title: str) -> int:
        with xmlrpc.client.ServerProxy(self.address) as catalogue:
            return catalogue.copies(title)


def enquire(question: Tuple[Branch, str]) -> Tuple[str, int]:
    branch, title = question
    return title, branch.held(title)


@dataclass
class Survey:
    totals: Dict[str, int] = field(default_factory=dict)

    def ask(self, pool, branches: Iterable[Branch], titles: Iterable[str]) -> None:
        questions = [(branch, title) for branch in branches for title in titles]
        for title, count in pool.imap_unordered(enquire, questions):
            self.totals[title] = self.totals.get(title, 0) + count


def main() -> None:
    survey = Survey()
    with multiprocessing.Pool(2) as pool, demonstration_branch() as address:
        branches = [Branch.protocols["xmlrpc"](address), Branch.protocols["paper"]("Kim;Emma;Kim")]
        survey.ask(pool, branches, ["Emma", "Kim", "Middlemarch", "Villette"])
    for title, count in sorted(survey.totals.items()):
        print(f"{title:<14}{count:>3}")


if __name__ == "__main__":
    main()
