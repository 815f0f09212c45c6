"""Sorts clips by how fast they can be probed; a probe that takes too long is put an end to."""
import asyncio
import multiprocessing
import time
from multiprocessing import TimeoutError as TooLong
from typing import Dict, Optional

CLIPS = {"bumper": 0.05, "trailer": 0.15, "raw-tape": 30.0, "interview": 0.1}


def probe(name: str, seconds: float) -> int:
    time.sleep(seconds)
    return 1 + len(name) % 4


def limited(name: str, seconds: float, limit: float) -> Optional[int]:
    """The number of streams, or None; the probe is over in either case."""
    with multiprocessing.Pool(1) as pool:
        pool.apply(time.sleep, (0,))
        pending = pool.apply_async(probe, (name, seconds))
        try:
            return pending.get(timeout=limit)
        except TooLong:
            return None


async def heartbeat(beats: list) -> None:
    while True:
        beats.append(time.monotonic())
        await asyncio.sleep(0.05)


def triage(limit: float) -> Dict[str, Optional[int]]:
    return {name: limited(name, seconds, limit) for name, seconds in CLIPS.items()}


async def show(streams: Dict[str, Optional[int]]) -> int:
    beats: list = []
    pulse = asyncio.ensure_future(heartbeat(beats))
    slow = 0
    for name, count in streams.items():
        await asyncio.sleep(0.06)
        slow += count is None
        print(f"{name:<10}", "too slow" if count is None else f"{count} streams")
    pulse.cancel()
    return slow if beats else -1


def main() -> None:
    began = time.monotonic()
    streams = triage(limit=1.0)
    took = time.monotonic() - began
    slow = asyncio.run(show(streams))
    if slow != 1 or streams["raw-tape"] is not None or took > 9:
        raise SystemExit(f"{slow} slow clips after {took:.1f} s")
    if multiprocessing.active_children():
        raise SystemExit("a probe is still running")
    print("ok")


if __name__ == "__main__":
    main()
