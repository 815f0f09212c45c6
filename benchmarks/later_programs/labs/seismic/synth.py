"""Synthetic shot gathers."""
import numpy as np


def gather(count, length, velocity=1.5, seed=21):
    rng = np.random.default_rng(seed)
    samples = np.arange(length)
    onsets = (40 + np.arange(count) / velocity).astype(int)
    pulses = np.exp(-((samples - onsets[:, None]) / 4.0) ** 2)
    return pulses + rng.normal(0.0, 0.02, size=(count, length)), onsets
