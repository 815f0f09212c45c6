"""Plan delivery tours; a tour that takes too long gets the plain round trip instead."""
import time
from concurrent.futures import ProcessPoolExecutor, TimeoutError

DEPOT = (0, 0)
BUDGET = 0.5
TOURS = {
    "monday": [(1, 2), (3, 1), (5, 4)],
    "tuesday": [(2, 2), (6, 1)],
    "wednesday": [(4, 4), (4, 4), (4, 4)],
}


def distance(a, b):
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def shake(stops):
    """Swap neighbours until the tour does not get shorter any more."""
    while len(set(stops)) < len(stops):
        time.sleep(0.05)
        stops = stops[1:] + stops[:1]
    return stops


def optimise(stops):
    best = sorted(shake(stops), key=lambda stop: distance(DEPOT, stop))
    return [DEPOT, *best, DEPOT]


def plain(stops):
    return [DEPOT, *stops, DEPOT]


def plan(tours, budget):
    planned = {}
    with ProcessPoolExecutor(max_workers=2) as executor:
        futures = {day: executor.submit(optimise, stops) for day, stops in tours.items()}
        for day, future in futures.items():
            try:
                planned[day] = future.result(timeout=budget)
            except TimeoutError:
                future.cancel()
                planned[day] = plain(tours[day])
    return planned


def main():
    planned = plan(TOURS, BUDGET)
    for day, tour in planned.items():
        print(f"{day:10} {len(tour) - 2} stops")
    print("ok")


if __name__ == "__main__":
    main()
