"""Cross-validation: folds in an outer executor, bootstrap samples in an inner pool."""
import argparse
import random
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import Pool
from statistics import mean


def make_data(seed, size=200):
    rng = random.Random(seed)
    return [(x, 2.0 * x + rng.gauss(0, 1)) for x in range(size)]


def slope(points):
    mx, my = mean(p[0] for p in points), mean(p[1] for p in points)
    return sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)


def bootstrap(job):
    points, seed = job
    rng = random.Random(seed)
    return slope([rng.choice(points) for _ in points])


def fit_fold(fold, folds, repeats):
    data = [p for n, p in enumerate(make_data(seed=11)) if n % folds != fold]
    with Pool(2) as pool:
        slopes = pool.map(bootstrap, [(data, fold * 1000 + r) for r in range(repeats)])
    return mean(slopes)


def cross_validate(folds, repeats):
    found = {}
    with ProcessPoolExecutor(max_workers=2) as outer:
        jobs = {outer.submit(fit_fold, fold, folds, repeats): fold for fold in range(folds)}
        for job in as_completed(jobs):
            found[jobs[job]] = job.result()
    return [found[fold] for fold in range(folds)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=8)
    opts = parser.parse_args()
    slopes = cross_validate(opts.folds, opts.repeats)
    print(", ".join("%.3f" % s for s in slopes))
    assert len(slopes) == opts.folds and all(abs(s - 2.0) < 0.05 for s in slopes)
    print("ok")


if __name__ == "__main__":
    main()
