"""Mean squared displacement of an ensemble of lattice walkers."""
import asyncio
import random
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from statistics import fmean

BASE_SEED = 4000
MOVES = ((1, 0), (-1, 0), (0, 1), (0, -1))


def walk(steps, walker):
    rng = random.Random(BASE_SEED + walker)
    x = y = 0
    for _ in range(steps):
        dx, dy = rng.choice(MOVES)
        x, y = x + dx, y + dy
    return x * x + y * y


def walk_group(steps, walkers):
    return [walk(steps, w) for w in walkers]


async def ensemble(executor, steps, walkers, group):
    loop = asyncio.get_running_loop()
    job = partial(walk_group, steps)
    groups = [range(start, min(start + group, walkers)) for start in range(0, walkers, group)]
    parts = await asyncio.gather(*(loop.run_in_executor(executor, job, g) for g in groups))
    return [value for part in parts for value in part]


async def run(steps, walkers):
    with ProcessPoolExecutor(max_workers=2) as executor:
        first = await ensemble(executor, steps, walkers, group=25)
        second = await ensemble(executor, steps, walkers, group=40)
    return first, second


def main():
    steps, walkers = 60, 200
    first, second = asyncio.run(run(steps, walkers))
    print(f"<r^2> = {fmean(first):.1f} after {steps} steps")
    plausible = 0.6 * steps < fmean(first) < 1.5 * steps
    print("ok" if first == second and plausible and len(set(first)) > 10 else "wrong")


if __name__ == "__main__":
    main()
