"""MP904: a tensor of torch is read from a queue when the process that made it has ended."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.libraries.last_sent import ends_after
from mpcheck.rules.lifecycle.channels import WRITES, Traffic, traffic_of
from mpcheck.rules.lifecycle.early_joins import early_joins

#: Their workers live on when a task has come to its end.
_STAYING = ("pool", "process-executor")
#: Who chooses how memory is shared may choose names of files, which outlive their process for a while.
_STRATEGY = "multiprocessing.set_sharing_strategy"


def check(module: Module) -> Iterator[Finding]:
    """Report tensors that are received after the end of the process that sends them, be it joined before or not."""
    joined = list(_received_after_join(module))
    yield from joined
    if not joined:
        yield from _sent_last(module)


def _received_after_join(module: Module) -> Iterator[Finding]:
    """Joins of processes that send tensors, where these are received afterwards."""
    reported: set[ast.AST] = set()
    for early in early_joins(module):
        if "tensor" in early.amounts and not early.wait.has_timeout and early.read not in reported:
            reported.add(early.read)
            message = "the process that sent this tensor has ended: only a handle has travelled, and the memory is gone with it"
            breaks = module.targets_of(early.task.event)
            related = [(early.at, "the process has ended here"), (early.channel, "made here")]
            yield from RULE.at(module, early.read, message, breaks=breaks, related=related)


def _sent_last(module: Module) -> Iterator[Finding]:
    """Tensors after which their process ends, whether the parent has come to receive them or not."""
    reported: set[ast.AST] = set()
    is_asked = "torch" in module.text and not any(True for _ in module.calls_of(_STRATEGY))
    traffic = traffic_of(module) if is_asked else Traffic()
    for task, uses in traffic.by_task.items():
        for use in uses if task.event.kind not in _STAYING else ():
            is_sent = use.amount == "tensor" and use.how in WRITES and use.channel in traffic.reads
            if is_sent and use.sites[0] not in reported and ends_after(module, use):
                reported.add(use.sites[0])
                message = "the process ends after this: only a handle travels, and the memory is gone with the process"
                related = [
                    (task.event.call, "the process is made here"),
                    (use.channel, "the queue or pipe is made here"),
                ]
                node = use.call if module.is_here(use.call) else use.channel
                breaks = [target for target in module.targets_of(task.event) if target.platform == "linux"]
                yield from RULE.at(module, node, message, breaks=breaks, related=related)


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

_SENT_LAST = """
import torch
import torch.multiprocessing as mp


def embed(words):
    vectors = torch.tensor([[float(len(word)), 1.0] for word in words])
    return vectors / vectors.norm()


def produce(pages, queue):
    for number, words in enumerate(pages):
        queue.put((number, embed(words)))  # MP904
    print("all sent")


def main():
    queue = mp.Queue()
    process = mp.Process(target=produce, args=([["a"], ["bc", "d"]] * 8, queue))
    process.start()
    found = dict(queue.get() for _ in range(16))
    process.join()
    print("ok" if len(found) == 16 else found)


if __name__ == "__main__":
    main()
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
    summary="A tensor is taken from a queue when the process that put it there has ended, or is about to.",
    why=(
        "torch does not copy a tensor into a queue. It moves the numbers to shared memory and sends a handle, with "
        "which the receiver asks the sender for the memory. A sender that has ended answers no more: `get()` raises "
        "ConnectionRefusedError or FileNotFoundError, on Windows that a shared event cannot be opened, for a tensor on a GPU an invalid resource handle. This holds for the "
        "queues and pipes of multiprocessing, too, once torch is imported. A process that sends a tensor as its last act is "
        "mostly gone before the tensor is received, even if the parent waits in `get()` and joins it only then."
    ),
    cure=(
        "Let the process wait, for an Event say, until the tensor has arrived, and join it only then; or send "
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
        Example(_SENT_LAST, Outcome("raises", "Error"), platforms=("linux",), requires=_TORCH_REQUIRED),
    ),
    good=(
        Example(_READ_FIRST, requires=_TORCH_REQUIRED),
        Example(_ARRAY, requires=_TORCH_REQUIRED),
        Example(_POOL, requires=_TORCH_REQUIRED),
    ),
    check=check,
)
