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
    "reads", ["print(into.get()); p.join()", "p.join(timeout=1); print(into.get())", "print(into.get())", "p.join()"]
)
def test_a_tensor_that_is_received_first_or_never_is_not(reads: str) -> None:
    assert count("channel.put(x)", reads=reads) == 0
