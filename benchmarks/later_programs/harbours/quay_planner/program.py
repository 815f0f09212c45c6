from __future__ import annotations

import itertools
import multiprocessing as mp
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, as_completed, wait

from planning import Call, turnaround, wait_for_tide

CALLS = [Call("Aurora", 900, 3), Call("Dogger", 150, 1), Call("Fjord", 420, 2), Call("Gannet", 60, 1)]


def turnarounds(calls: list[Call]) -> dict[str, int]:
    with mp.Pool(2) as pool:
        return dict(pool.imap_unordered(turnaround, calls))


def tides(calls: list[Call]) -> dict[str, int]:
    with ProcessPoolExecutor(2) as executor:
        ships = {executor.submit(wait_for_tide, call, 5): call.ship for call in calls}
        return {ships[job]: job.result() for job in as_completed(ships)}


def first_slots(number: int) -> list[int]:
    """Numbers for the next ships, as many as there are berths."""
    with mp.Pool(2) as pool:
        return list(pool.imap(abs, itertools.islice(itertools.count(-3), number)))


def main() -> None:
    worked = turnarounds(CALLS)
    waited = tides(CALLS)
    slots = first_slots(len(CALLS))
    with ProcessPoolExecutor(2) as executor:
        jobs = [executor.submit(wait_for_tide, call, 2) for call in CALLS]
        done, _ = wait(jobs, return_when=FIRST_COMPLETED)
    for call, slot in zip(CALLS, slots):
        print(f"{slot} {call.ship}: {worked[call.ship]} h, tide {waited[call.ship]} min")
    right = worked == {"Aurora": 300, "Dogger": 150, "Fjord": 210, "Gannet": 60}
    if right and done and waited == {call.ship: call.boxes // 5 for call in CALLS}:
        print("ok")


if __name__ == "__main__":
    main()
