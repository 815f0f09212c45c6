"""Line statistics of the package's own listing."""
import re

LISTING = open(__file__, encoding="utf-8")

PATTERNS = {
    "definitions": re.compile(r"^\s*def\s"),
    "returns": re.compile(r"^\s*return\b"),
    "comprehensions": re.compile(r"\bfor\b.*\bin\b"),
}


def matches(pattern):
    return sum(1 for line in LISTING if pattern.search(line))


def profile(kind, reply):
    reply.send((kind, matches(PATTERNS[kind])))
    reply.close()


def count_in(text, kind):
    return sum(1 for line in text.splitlines() if PATTERNS[kind].search(line))
