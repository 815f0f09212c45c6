"""Parse the feeds that partners push as text; several at a time."""
import asyncio
import functools
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from wrappers import retried, text_only

FEEDS = {"alpha": "10;20;30", "beta": "7,5;1,25", "gamma": "3;x;4", "delta": ""}


@functools.lru_cache(maxsize=256)
def number(text: str) -> float:
    return float(text.replace(",", "."))


@text_only
@retried(times=2, delay=0)
def parse(text: str, strict: bool = True) -> list:
    values = []
    for field in filter(None, text.split(";")):
        try:
            values.append(number(field))
        except ValueError:
            if strict:
                raise
    return values


@dataclass(frozen=True)
class Clip:
    """Limits values to a range; used as a function."""

    low: float
    high: float

    def __call__(self, values: list) -> list:
        return [min(self.high, max(self.low, value)) for value in values]

    @staticmethod
    def span(values: list) -> float:
        return max(values) - min(values) if values else 0.0


class Parser:
    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._call = functools.partial(asyncio.get_running_loop().run_in_executor, pool)

    async def feed(self, text: str) -> tuple:
        values = await self._call(functools.partial(parse, text, strict=False))
        clipped = await self._call(Clip(2, 25), values)
        return clipped, await self._call(Clip.span, clipped)

    async def rejects(self, text: str) -> bool:
        try:
            await self._call(parse, text)
        except ValueError:
            return True
        return False

    async def single(self, text: str) -> float:
        return await self._call(number, text)


async def work(pool: ProcessPoolExecutor) -> int:
    parser = Parser(pool)
    results = await asyncio.gather(*map(parser.feed, FEEDS.values()))
    for name, (values, span) in zip(FEEDS, results):
        print(f"{name:6} {values} span {span:g}")
    print("single number:", await parser.single("12,5"))
    bad = [name for name, text in FEEDS.items() if await parser.rejects(text)]
    print("rejected:", ", ".join(bad))
    return 0 if bad == ["gamma"] else 1


def main() -> int:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return asyncio.run(work(pool))


if __name__ == "__main__":
    sys.exit(main())
