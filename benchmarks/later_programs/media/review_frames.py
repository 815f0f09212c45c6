"""Chooses the frames that reviewers look at, and the dither noise of their proofs.

The choice goes into the ticket as a digest; whoever opens the ticket again with the same
seed gets the same sheet.
"""
import hashlib
import multiprocessing as mp
import random as rng
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Iterator, List, Tuple


@dataclass(frozen=True)
class Clip:
    title: str
    frames: int


@dataclass
class Ticket:
    seed: int
    per_clip: int = 5
    clips: List[Clip] = field(default_factory=list)


@contextmanager
def seeded(value: int) -> Iterator[None]:
    """Everything drawn inside the block follows from the value."""
    before = rng.getstate()
    rng.seed(value)
    try:
        yield
    finally:
        rng.setstate(before)


def proof(luma: int) -> int:
    noise = rng.gauss(0.0, 1.5)
    return max(0, min(255, round(luma + noise)))


def choose(job: Tuple[Clip, int]) -> Tuple[str, List[Tuple[int, int]]]:
    clip, count = job
    picked = sorted(rng.sample(range(clip.frames), count))
    return clip.title, [(frame, proof(frame * 5 % 256)) for frame in picked]


def sheet(ticket: Ticket) -> List[Tuple[str, List[Tuple[int, int]]]]:
    with seeded(ticket.seed):
        order = list(ticket.clips)
        rng.shuffle(order)
        with mp.Pool(2) as pool:
            return pool.map(choose, [(clip, ticket.per_clip) for clip in order], chunksize=1)


def digest(rows) -> str:
    return hashlib.sha1(repr(sorted(rows)).encode()).hexdigest()[:10]


def main() -> None:
    ticket = Ticket(2024, clips=[Clip(f"reel-{n:02d}", 240 + 37 * n) for n in range(8)])
    filed = digest(sheet(ticket))
    reopened = digest(sheet(ticket))
    if filed != reopened:
        print(f"the reopened sheet is another one: {filed} then {reopened}")
        return
    print("sheet", filed)
    print("ok")


if __name__ == "__main__":
    main()
