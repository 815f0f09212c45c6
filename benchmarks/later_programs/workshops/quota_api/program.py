"""Settles the accounts of all tenants at the end of the day."""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor

from accounting import settle
from errors import QuotaError

RECORDS = {
    "north": [(10, 20), (3, 400)],
    "south": [(5, 50)],
    "west": [(1, 900)],
}


async def account(pool: ProcessPoolExecutor, tenant: str) -> str:
    loop = asyncio.get_running_loop()
    try:
        left = await loop.run_in_executor(pool, settle, tenant, RECORDS[tenant])
    except QuotaError as error:
        return f"blocked: {error}"
    return f"{tenant}: {left} left"


async def main() -> None:
    with ProcessPoolExecutor(2) as pool:
        lines = await asyncio.gather(*(account(pool, tenant) for tenant in RECORDS))
    print("\n".join(lines))
    print("ok")


if __name__ == "__main__":
    asyncio.run(main())
