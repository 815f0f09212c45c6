from __future__ import annotations

import argparse
import asyncio
import functools
import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import NamedTuple

RUN_DIRECTLY = __name__ == "__main__"


class Lot(NamedTuple):
    number: int
    title: str
    price: float
    ends_in: float


LOTS = [
    Lot(1, "old radio", 12.0, 0.10),
    Lot(2, "box of cables", 3.5, 0.05),
    Lot(3, "camera lens 50mm", 64.0, 0.15),
]


def worth(lot: Lot, budget: float, wishes: tuple[str, ...] = ()) -> float:
    """how much I would bid, 0 for no interest"""
    score = sum(w in lot.title for w in wishes)
    if not score or lot.price >= budget:
        return 0.0
    return round(min(budget, lot.price * (1.05 + score / 10)), 2)


async def snipe(lot: Lot, rate, pool: Executor) -> str:
    loop = asyncio.get_running_loop()
    bid = await loop.run_in_executor(pool, rate, lot)
    if not bid:
        return f"{lot.title}: not for me"
    await asyncio.sleep(lot.ends_in)
    return f"{lot.title}: bid {bid:.2f}"


async def sniper(args: argparse.Namespace) -> list[str]:
    rate = functools.partial(worth, budget=args.budget, wishes=tuple(args.wish))
    ctx = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=ctx) as pool:
        return await asyncio.gather(*[snipe(lot, rate, pool) for lot in LOTS])


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser()
    p.add_argument("--budget", type=float, default=70.0)
    p.add_argument("wish", nargs="*", default=["lens", "radio"])
    return p.parse_args()


if RUN_DIRECTLY:
    for line in asyncio.run(sniper(arguments())):
        print(line)
