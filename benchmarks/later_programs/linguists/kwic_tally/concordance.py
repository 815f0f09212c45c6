from itertools import islice, tee
from typing import Iterator, NamedTuple

import tally


class Line(NamedTuple):
    left: str
    node: str
    right: str


def windows(seq, width) -> Iterator[tuple]:
    copies = tee(seq, width)
    return zip(*(islice(c, i, None) for i, c in enumerate(copies)))


def kwic(node, tokens, span=2):
    pad = [""] * span
    for win in windows(pad + tokens + pad, 2 * span + 1):
        if win[span].lower() == node:
            yield Line(" ".join(win[:span]), win[span], " ".join(win[span + 1:]))


def lines_in(node, text):
    found = list(kwic(node, text.split()))
    tally.add(len(found))
    return found
