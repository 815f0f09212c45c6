from collections import deque
from itertools import chain


def tokenise(sentence):
    return chain(["<s>"], sentence.lower().split(), ["</s>"])


def windows(size, sequence):
    """All runs of the given size, as tuples."""
    frame = deque(maxlen=size)
    for item in sequence:
        frame.append(item)
        if len(frame) == size:
            yield tuple(frame)
