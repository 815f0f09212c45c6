import numpy as np

import settings


def interval(seed, amplitudes):
    """Percentile bootstrap interval of the mean amplitude."""
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(amplitudes), size=(settings.N_RESAMPLES, len(amplitudes)))
    means = np.asarray(amplitudes)[picks].mean(axis=1)
    tail = (1.0 - settings.CONFIDENCE) / 2
    low, high = np.quantile(means, [tail, 1.0 - tail])
    return round(float(low), 6), round(float(high), 6)


def interval_of(job):
    channel, seed, amplitudes = job
    return channel, interval(seed, amplitudes)
