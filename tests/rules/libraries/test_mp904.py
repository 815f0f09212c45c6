from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.rules.libraries.mp904_tensor_of_ended_process import RULE
from mpcheck.targets import all_targets

PROGRAM = """
import numpy as np
import torch
from torch import tensor
import multiprocessing as mp


def half(one):
    return one / 2


def wait(done):
    done.wait()


def work(channel, n):
    x = torch.rand(n).cuda()
    {sends}


if __name__ == "__main__":
    {make}
    p = mp.Process(target=work, args=(out, 3))
    p.start()
    {reads}
"""
QUEUE = "out = into = mp.Queue()"
PIPE = "into, out = mp.Pipe()"
LATE = "p.join(); print(into.get())"
LATE_PIPE = "p.join(); print(into.recv())"


def count(sends: str, make: str = QUEUE, reads: str = LATE) -> int:
    text = textwrap.dedent(PROGRAM.format(sends=sends, make=make, reads=reads))
    return len(list(RULE.check(Module("program.py", text, ast.parse(text), all_targets()))))


@pytest.mark.parametrize(
    "sent", ["x", "x.cpu()", "tensor([1])", "(n, x)", "{'loss': x}", "[x.detach(), n]", "torch.stack([x, x])"]
)
def test_a_tensor_that_is_received_after_the_join_is_reported(sent: str) -> None:
    assert count(f"channel.put({sent})") == 1
    assert count(f"channel.send({sent})", PIPE, LATE_PIPE) == 1


@pytest.mark.parametrize(
    "sent", ["x.numpy()", "x.cpu().numpy()", "x.tolist()", "x.item()", "n", "np.ones(3)", "torch.cuda.device_count()"]
)
def test_what_is_copied_is_not(sent: str) -> None:
    assert count(f"channel.put({sent})") == 0


@pytest.mark.parametrize(
    "after", ["done.wait()", "into.recv()", "time.sleep(3)", "wait(done)", "[r for r in iter(more.get, 0)]"]
)
@pytest.mark.parametrize("read", ["print(into.get()); p.join()", "print(into.get())"])
def test_a_tensor_that_is_received_while_its_process_waits_is_not(read: str, after: str) -> None:
    assert count(f"channel.put(x); {after}", reads=read) == 0


@pytest.mark.parametrize("reads", ["p.join()", "p.start()"])
def test_a_tensor_that_is_never_received_is_not(reads: str) -> None:
    assert count("channel.put(x)", reads=reads) == 0


@pytest.mark.parametrize(
    "sends",
    [
        "channel.put(x)",
        "channel.put(x); print('sent', flush=True)",
        "[channel.put(x * i) for i in range(n)]",
        "channel.put((n, half(x)))",
        "y = -x[0]; channel.put({'y': y}); channel.close()",
    ],
)
def test_a_tensor_that_is_sent_last_is_reported(sends: str) -> None:
    assert count(sends, reads="print(into.get()); p.join()") == 1
    assert count(sends, reads="p.join(timeout=1); print(into.get())") == 1


@pytest.mark.parametrize(
    "sends", ["channel.put(x.shape[0] / 2)", "channel.put(half(x).tolist())", "channel.put(not x)"]
)
def test_what_is_made_of_a_tensor_and_is_none_is_not(sends: str) -> None:
    assert count(sends, reads="print(into.get())") == 0


WAITING = """
import torch
import torch.multiprocessing as mp


def serve(tasks, results):
    {}


def main(make):
    tasks, results = mp.Queue(), mp.Queue()
    p = mp.Process(target=serve, args=(tasks, results))
    p.start()
    print(results.get())
    p.join()
"""


@pytest.mark.parametrize(
    ("body", "reported"),
    [
        ("for n in range(3): results.put(torch.ones(n))", 1),
        ("for n in range(3): tasks.get(), results.put(torch.ones(n))", 1),
        ("for n in iter(tasks.get, None): results.put(torch.ones(n))", 0),
        ("while n := tasks.get(): results.put(torch.ones(n))", 0),
        ("while True: results.put(torch.ones(3))", 0),
        ("for n in range(3): results.put(torch.ones(n)), tasks.get()", 0),
        ("results.put(torch.ones(1))\n    for n in range(3): tasks.get()", 0),
        ("results.put(torch.ones(1))\n    if tasks: tasks.get()", 0),
        ("try: results.put(torch.ones(1)); tasks.get()\n    except OSError: pass", 0),
        ("try: results.put(torch.ones(1))\n    finally: tasks.get()", 0),
        ("mp.set_sharing_strategy('file_system')\n    results.put(torch.ones(1))", 0),
    ],
)
def test_whether_a_process_waits_after_it_has_sent(body: str, reported: int) -> None:
    text = WAITING.format(body)
    assert len(list(RULE.check(Module("program.py", text, ast.parse(text), all_targets())))) == reported


def test_the_number_that_spawn_passes_comes_before_the_arguments() -> None:
    text = textwrap.dedent("""
        import torch
        import torch.multiprocessing as mp

        def work(rank, queue):
            queue.put(torch.ones(rank))

        def main():
            queue = mp.SimpleQueue()
            context = mp.spawn(work, args=(queue,), nprocs=2, join=False)
            print(queue.get(), queue.get())
            context.join()
        """)
    assert len(list(RULE.check(Module("program.py", text, ast.parse(text), all_targets())))) == 1
