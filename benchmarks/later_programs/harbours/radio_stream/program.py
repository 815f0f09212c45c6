from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor

from lifecycle import Lifecycle
from mixer import loudness

SONGS = {
    "Sea Shanty No. 4": 440,
    "Fog Horn Blues": 110,
    "Ferry Waltz": 294,
}


async def measure(executor, lifecycle: Lifecycle) -> dict[str, float]:
    loop = asyncio.get_running_loop()
    levels = {}
    for title, pitch in SONGS.items():
        if lifecycle.stopping.is_set():
            break
        levels[title] = await loop.run_in_executor(executor, loudness, pitch)
    return levels


async def main() -> None:
    async with Lifecycle() as lifecycle:
        with ProcessPoolExecutor(1) as executor:
            levels = await measure(executor, lifecycle)
    for title, level in levels.items():
        print(f"{title}: {level:.1f} dB")
    print("ok")


if __name__ == "__main__":
    asyncio.run(main())
