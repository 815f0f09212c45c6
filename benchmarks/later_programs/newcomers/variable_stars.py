"""Find the periods of variable stars by folding their light curves.

Kept in the order of the practical's hand-out.
"""
# 1. Tools
import math
from concurrent.futures import ProcessPoolExecutor

PERIODS = {"delta": 5.0, "eta": 7.0, "rr": 0.5}

if __name__ == "__main__":
    crew = ProcessPoolExecutor(max_workers=2)


# 2. Light curves
def light_curve(star):
    times = [0.37 * n for n in range(120)]
    return star, times, [math.cos(2 * math.pi * t / PERIODS[star]) for t in times]


# 3. Folding
def scatter(times, brightness, period):
    order = sorted(range(len(times)), key=lambda n: times[n] % period)
    return sum(abs(brightness[a] - brightness[b]) for a, b in zip(order, order[1:]))


def best_period(curve):
    star, times, brightness = curve
    trials = [n / 10 for n in range(3, 100)]
    return star, min(trials, key=lambda period: scatter(times, brightness, period))


# 4. Run
if __name__ == "__main__":
    with crew:
        found = dict(crew.map(best_period, map(light_curve, PERIODS)))
    for star, period in found.items():
        print(f"{star:6}{period:5.1f} d")
    assert found == PERIODS, found
    print("ok")
