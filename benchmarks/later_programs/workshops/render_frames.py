"""Renders the frames of a short film; each shot has its own colour space and licence."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Iterator

CONTEXT = multiprocessing.get_context("forkserver")


@dataclass(frozen=True)
class Shot:
    name: str
    colour: str
    frames: range


@contextmanager
def environment(**values: str) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def frame(number: int) -> str:
    space = os.environ.get("COLOUR_SPACE", "sRGB")
    return f"{number:04d}@{space}"


class Farm:
    def __init__(self, workers: int = 2) -> None:
        self.workers = workers

    def check(self) -> None:
        """One frame, to see that the renderer starts at all."""
        with ProcessPoolExecutor(1, mp_context=CONTEXT) as executor:
            executor.submit(frame, 0).result()

    def render(self, shot: Shot) -> list[str]:
        with environment(COLOUR_SPACE=shot.colour):
            with ProcessPoolExecutor(self.workers, mp_context=CONTEXT) as executor:
                return list(executor.map(frame, shot.frames))


def main() -> None:
    farm = Farm()
    farm.check()
    film = [Shot("opening", "ACEScg", range(1, 4)), Shot("harbour", "Rec709", range(4, 6))]
    frames = [each for shot in film for each in farm.render(shot)]
    print(" ".join(frames))
    plain = [each for each in frames if each.endswith("sRGB")]
    print(f"{len(plain)} frames in sRGB" if plain else "ok")


if __name__ == "__main__":
    main()
