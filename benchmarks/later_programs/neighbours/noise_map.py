"""Noise levels along streets; a street that takes too long is given up, and so is its process."""
from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor, TimeoutError

STREETS = {"Mill Lane": 0.05, "Ring Road": 60.0, "Church Path": 0.02}


def level(street: str, effort: float) -> float:
    time.sleep(effort)
    return 40.0 + len(street)


def levels(patience: float) -> dict[str, float | None]:
    executor = ProcessPoolExecutor(max_workers=3)
    futures = {street: executor.submit(level, street, effort) for street, effort in STREETS.items()}
    found: dict[str, float | None] = {}
    try:
        deadline = time.monotonic() + patience
        for street, future in futures.items():
            try:
                found[street] = future.result(timeout=max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                found[street] = None
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
    return found


def main() -> None:
    began = time.monotonic()
    found = levels(patience=4.0)
    assert found["Ring Road"] is None and found["Church Path"] == 51.0
    assert time.monotonic() - began < 30
    print("ok")


if __name__ == "__main__":
    main()
