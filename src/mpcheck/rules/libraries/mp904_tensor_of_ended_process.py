"""MP904: a tensor of torch is read from a queue after the process that made it has ended."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.early_joins import early_joins


def check(module: Module) -> Iterator[Finding]:
    """Report joins of processes that send tensors, where these are received afterwards."""
    reported: set[ast.AST] = set()
    for early in early_joins(module):
        if "tensor" in early.amounts and not early.wait.has_timeout and early.read not in reported:
            reported.add(early.read)
            message = "the process that sent this tensor has ended: only a handle has travelled, and the memory is gone with it"
            breaks = module.targets_of(early.task.event)
            related = [(early.at, "the process has ended here"), (early.channel, "made here")]
            yield from RULE.at(module, early.read, message, breaks=breaks, related=related)


_TORCH = """
import torch
import torch.multiprocessing as mp


def produce(queue):
    queue.put(torch.ones(3))


def main():
    queue = mp.Queue()
    process = mp.Process(target=produce, args=(queue,))
    process.start()
    process.join()  # MP401
    assert queue.get().sum() == 3  # MP904
    print("ok")


if __name__ == "__main__":
    main()
"""

_PLAIN = """
from multiprocessing import Process, Queue

import torch


class Worker(Process):
    def __init__(self, number, results):
        super().__init__()
        self.number = number
        self.results = results

    def run(self):
        weights = torch.zeros(2) if self.number else torch.ones(2)
        self.results.put((self.number, weights.clone()))


if __name__ == "__main__":
    results = Queue()
    workers = [Worker(number, results) for number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()  # MP401
    print(sum(results.get()[0] for _ in workers))  # MP904
    print("ok")
"""

_READ_FIRST = """
import torch
import torch.multiprocessing as mp


def produce(queue, received):
    queue.put(torch.ones(3))
    received.wait()


def main():
    queue, received = mp.Queue(), mp.Event()
    process = mp.Process(target=produce, args=(queue, received))
    process.start()
    total = float(queue.get().sum())
    received.set()
    process.join()
    assert total == 3.0
    print("ok")


if __name__ == "__main__":
    main()
"""

_ARRAY = """
import torch
import torch.multiprocessing as mp


def produce(queue):
    queue.put(torch.ones(3).tolist())


def main():
    queue = mp.Queue()
    process = mp.Process(target=produce, args=(queue,))
    process.start()
    assert sum(queue.get()) == 3
    process.join()
    print("ok")


if __name__ == "__main__":
    main()
"""

_POOL = """
import torch
import torch.multiprocessing as mp


def produce(size):
    return torch.ones(size)


def main():
    with mp.Pool(2) as pool:
        results = pool.map(produce, [1, 2])
        assert sum(float(one.sum()) for one in results) == 3.0
    print("ok")


if __name__ == "__main__":
    main()
"""

_TORCH_REQUIRED = ("torch",)

RULE = Rule(
    code="MP904",
    name="tensor-of-ended-process",
    summary="A tensor is taken from a queue after the process that put it there has ended.",
    why=(
        "torch does not copy a tensor into a queue. It moves the numbers to shared memory and sends a handle, with "
        "which the receiver asks the sender for the memory. A sender that has ended answers no more: `get()` raises "
        "ConnectionRefusedError or FileNotFoundError, on Windows that a shared event cannot be opened, for a tensor on a GPU an invalid resource handle. This holds for the "
        "queues and pipes of multiprocessing, too, once torch is imported."
    ),
    cure=(
        "Receive before the process is joined, and let it wait, for an Event say, until the tensor has arrived; or send "
        "`tensor.numpy()` or `tensor.tolist()`, which are copied."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.pytorch.org/docs/stable/multiprocessing.html#sharing-cuda-tensors",
        "https://github.com/pytorch/pytorch/issues/7181",
        "https://github.com/pytorch/pytorch/issues/45831",
        "https://github.com/pytorch/pytorch/issues/67844",
    ),
    catalogue=("B18",),
    bad=(
        Example(_TORCH, Outcome("raises", "Error: [Errno"), platforms=("linux",), requires=_TORCH_REQUIRED),
        Example(_PLAIN, Outcome("raises", "Error: [Errno"), platforms=("linux",), requires=_TORCH_REQUIRED),
    ),
    good=(
        Example(_READ_FIRST, requires=_TORCH_REQUIRED),
        Example(_ARRAY, requires=_TORCH_REQUIRED),
        Example(_POOL, requires=_TORCH_REQUIRED),
    ),
    check=check,
)
