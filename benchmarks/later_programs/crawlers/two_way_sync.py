"""Two-way sync of a folder tree held by two peers; conflicts are settled by the strategy of the profile."""
import io
import multiprocessing as mp
import sys
from contextlib import contextmanager
from functools import partial
from typing import Callable, Dict, NamedTuple, Optional


class Entry(NamedTuple):
    path: str
    local: Optional[int]
    remote: Optional[int]
    base: int


class Decision(NamedTuple):
    path: str
    action: str


def newest(entry: Entry) -> str:
    return "upload" if entry.local > entry.remote else "download"


def keep_both(entry: Entry) -> str:
    return "duplicate"


def consult(entry: Entry) -> str:
    answer = input(f"{entry.path} changed on both sides [l/r/b] ").strip().lower()
    return {"l": "upload", "r": "download", "b": "duplicate"}[answer[:1]]


STRATEGIES: Dict[str, Callable[[Entry], str]] = {"newest": newest, "both": keep_both, "ask": consult}


def decide(strategy: str, entry: Entry) -> Decision:
    if entry.local is None:
        return Decision(entry.path, "download")
    if entry.remote is None:
        return Decision(entry.path, "upload")
    touched_here, touched_there = entry.local > entry.base, entry.remote > entry.base
    if touched_here and touched_there:
        return Decision(entry.path, STRATEGIES[strategy](entry))
    return Decision(entry.path, "upload" if touched_here else "download" if touched_there else "skip")


def plan(entries, strategy: str, jobs: int = 2):
    """What to do with each entry, compared in parallel (hashing dominates with real trees)."""
    with mp.Pool(jobs) as pool:
        return pool.map(partial(decide, strategy), entries, chunksize=2)


@contextmanager
def replayed(answers):
    """Unattended runs: the answers come from the session that was recorded."""
    original, sys.stdin = sys.stdin, io.StringIO("".join(f"{answer}\n" for answer in answers))
    try:
        yield
    finally:
        sys.stdin = original


TREE = [
    Entry("notes/todo.md", 12, 9, 9),
    Entry("notes/ideas.md", 14, 15, 9),
    Entry("photos/a.jpg", 9, 9, 9),
    Entry("photos/b.jpg", None, 11, 0),
    Entry("mail.mbox", 20, 21, 18),
    Entry("keys.kdbx", 22, None, 0),
]


def main(profile="ask", recorded=("local", "both")):
    with replayed(recorded):
        decisions = plan(TREE, profile)
    print()
    for decision in decisions:
        print(f"{decision.action:>9}  {decision.path}")
    print("ok")


if __name__ == "__main__":
    main()
