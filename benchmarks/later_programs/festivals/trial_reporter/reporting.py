"""Where trials report their progress to."""

import abc
import multiprocessing
import sys
from typing import Dict, List, Type


class Reporter(abc.ABC):
    @abc.abstractmethod
    def report(self, trial: int, step: int, loss: float) -> None:
        """Tell about one step of a trial."""

    def collected(self) -> List[tuple]:
        return []


class Silent(Reporter):
    def report(self, trial, step, loss):
        pass


class ToStream(Reporter):
    def report(self, trial, step, loss):
        print(f"trial {trial} step {step}: {loss:.3f}", file=sys.stderr)


class ToParent(Reporter):
    """Sends everything to the process that made it."""

    def __init__(self):
        self._inbox = multiprocessing.SimpleQueue()

    def report(self, trial, step, loss):
        self._inbox.put((trial, step, loss))

    def collected(self):
        messages = []
        while not self._inbox.empty():
            messages.append(self._inbox.get())
        return messages


REPORTERS: Dict[str, Type[Reporter]] = {"silent": Silent, "stream": ToStream, "parent": ToParent}


def make_reporter(kind: str) -> Reporter:
    return REPORTERS[kind]()
