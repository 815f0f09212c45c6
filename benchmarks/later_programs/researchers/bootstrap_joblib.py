"""Standard errors of the trimmed mean of three surveys (exported from a notebook)."""
import sys

import numpy as np
from joblib import Parallel, delayed

N_RESAMPLES = 200
TRIM = 0.1

rng = np.random.default_rng(42)
surveys = {
    "north": rng.gamma(2.0, 1.5, size=120),
    "south": rng.gamma(2.5, 1.2, size=90),
    "coast": rng.gamma(1.8, 2.0, size=150),
}


def trimmed_mean(values, trim=TRIM):
    ordered = np.sort(values)
    cut = int(len(ordered) * trim)
    return ordered[cut:len(ordered) - cut].mean()


def standard_error(values, seed, statistic=trimmed_mean):
    local = np.random.default_rng(seed)
    picks = local.integers(0, len(values), size=(N_RESAMPLES, len(values)))
    return float(np.std([statistic(values[row]) for row in picks], ddof=1))


errors = Parallel(n_jobs=2)(
    delayed(standard_error)(values, seed, statistic=lambda v: trimmed_mean(v, 0.2))
    for seed, values in enumerate(surveys.values())
)

table = dict(zip(surveys, errors))
for name, error in table.items():
    print(f"{name:6s} {trimmed_mean(surveys[name]):.3f} +- {error:.3f}", file=sys.stderr)
print("ok" if all(0.02 < error < 0.5 for error in errors) else "implausible errors")
