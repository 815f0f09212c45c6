"""Random restarts of a hill climber; the best start is kept by its label."""
import math
import random
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import count, islice


def surface(x):
    return math.sin(3 * x) + 0.4 * math.cos(7 * x) - 0.05 * x * x


def climb(start, step=0.5):
    x, best = start, surface(start)
    while step > 1e-6:
        candidate = max((x - step, x + step), key=surface)
        if surface(candidate) > best:
            x, best = candidate, surface(candidate)
        else:
            step /= 2
    return x, best


def starts(seed):
    for k in count():
        yield f"run{k:02}", random.Random(seed + k).uniform(-4, 4)


def refine(executor, points):
    """Second pass from the tops found, in order."""
    labels = list(points)
    tops = executor.map(climb, (points[label][0] for label in labels))
    return dict(zip(labels, tops))


def search(seed, tries):
    with ProcessPoolExecutor(max_workers=2) as executor:
        pending = {executor.submit(climb, x): label for label, x in islice(starts(seed), tries)}
        found = {pending[future]: future.result() for future in as_completed(pending)}
        return refine(executor, found)


def main():
    found = search(seed=50, tries=16)
    expected = {label: climb(climb(x)[0]) for label, x in islice(starts(50), 16)}
    label = max(found, key=lambda name: (found[name][1], name))
    print(f"{label}: f({found[label][0]:.4f}) = {found[label][1]:.6f}")
    print("ok" if found == expected else "wrong")


if __name__ == "__main__":
    main()
