from collections import Counter
from functools import lru_cache

from tracing import traced


@lru_cache(maxsize=None)
def parse(line):
    level, duration, _ = line.split(" ", 2)
    return level, int(duration)


@traced()
def count_levels(text):
    return Counter(parse(line)[0] for line in text.splitlines())


@traced(level=10)
@lru_cache(maxsize=32)
def slowest(text):
    return max(parse(line)[1] for line in text.splitlines())
