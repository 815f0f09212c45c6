import argparse
import itertools
import sys

from planner import TASKS, worker_pool


def submit_all(pool, routes):
    return {
        (name, number): pool.apply_async(task, (route,))
        for name, task in TASKS.items()
        for number, route in enumerate(routes)
    }


def collect(pending, limit):
    return {key: result.get(timeout=limit) for key, result in pending.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=float, default=8.0)
    parser.add_argument("--start-method")
    options = parser.parse_args()

    routes = list(itertools.permutations((1, 4, 9), 3))
    with worker_pool(2, options.start_method) as pool:
        pending = submit_all(pool, routes)
    costs = collect(pending, options.limit)
    best = min(range(len(routes)), key=lambda n: costs["distance", n] + costs["tolls", n])
    print("best route:", routes[best])
    return 0


if __name__ == "__main__":
    sys.exit(main())
