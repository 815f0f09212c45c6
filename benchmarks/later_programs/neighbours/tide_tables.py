"""Compute tide tables for harbours; a harbour that takes too long is left out of tonight's edition."""
from __future__ import annotations

import asyncio
import math
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import Dict, Optional

PATIENCE = 0.7

HARBOURS: Dict[str, int] = {"Brest": 3, "Dover": 4, "Saint-Malo": 400, "Cuxhaven": 2}


def predict(harbour: str, constituents: int) -> float:
    """The highest water of the day, from so many harmonic constituents."""
    height = 0.0
    for number in range(1, constituents + 1):
        height += math.cos(number * len(harbour)) / number
        time.sleep(0.01)
    return round(height, 2)


async def table(executor: Executor, harbour: str, constituents: int) -> Optional[float]:
    loop = asyncio.get_running_loop()
    work = loop.run_in_executor(executor, predict, harbour, constituents)
    try:
        return await asyncio.wait_for(work, PATIENCE)
    except asyncio.TimeoutError:
        return None


async def edition() -> Dict[str, Optional[float]]:
    with ProcessPoolExecutor(4) as executor:
        heights = await asyncio.gather(*(table(executor, *item) for item in HARBOURS.items()))
    return dict(zip(HARBOURS, heights))


def main() -> None:
    began = time.monotonic()
    heights = asyncio.run(edition())
    took = time.monotonic() - began
    for harbour, height in heights.items():
        print(f"{harbour:<12} {'-' if height is None else height}")
    print("ok" if took < 3.0 else "the edition is late")


if __name__ == "__main__":
    main()
