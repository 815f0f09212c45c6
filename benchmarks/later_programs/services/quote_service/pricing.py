"""CPU-bound part of the quote service."""
from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor


def discounted(item: tuple) -> float:
    name, quantity, unit = item
    rate = 0.9 if quantity >= 10 else 1.0
    return round(quantity * unit * rate, 2)


async def price_cart(cart):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=2) as pool:
        parts = await asyncio.gather(*(loop.run_in_executor(pool, discounted, item) for item in cart))
    return sum(parts)
