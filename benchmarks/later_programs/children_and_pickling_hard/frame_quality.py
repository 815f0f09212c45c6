import os
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Dict, Iterable, Iterator, List

SAMPLES = {"draft": 4, "final": 64}


@contextmanager
def environment(**values: str) -> Iterator[None]:
    saved: Dict[str, str] = {k: os.environ[k] for k in values if k in os.environ}
    os.environ.update(values)
    try:
        yield
    finally:
        for key in values:
            os.environ.pop(key, None)
        os.environ.update(saved)


def render(frame: int) -> int:
    quality = os.environ.get("RENDER_QUALITY", "draft")
    samples = SAMPLES[quality]
    light = 0
    for i in range(samples):
        light += (frame * 31 + i * 17) % 11
    return samples


class Renderer:
    def __init__(self, jobs: int = 2) -> None:
        self.jobs = jobs

    def run(self, frames: Iterable[int]) -> List[int]:
        with ProcessPoolExecutor(self.jobs) as executor:
            return list(executor.map(render, frames))


def main() -> int:
    renderer = Renderer()
    frames = range(6)
    preview = renderer.run(frames)
    print("preview samples:", preview)

    with environment(RENDER_QUALITY="final"):
        movie = renderer.run(frames)
    print("movie samples:  ", movie)
    print("total", sum(movie))
    return 0


if __name__ == "__main__":
    sys.exit(main())
