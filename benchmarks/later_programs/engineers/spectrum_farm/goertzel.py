"""Goertzel filters: the power of a recording at a list of frequencies."""
import math

RATE_HZ = 8000


def tone(freq_hz, samples):
    return [math.sin(2 * math.pi * freq_hz * n / RATE_HZ) for n in range(samples)]


def power(samples, freq_hz):
    coefficient = 2 * math.cos(2 * math.pi * freq_hz / RATE_HZ)
    s1 = s2 = 0.0
    for x in samples:
        s1, s2 = x + coefficient * s1 - s2, s1
    return s1 * s1 + s2 * s2 - coefficient * s1 * s2


def analyse(freq_hz, bins, spectra):
    recording = tone(freq_hz, 20_000)
    levels = {bin_hz: power(recording[:800], bin_hz) for bin_hz in bins}
    spectra.put((freq_hz, levels, recording))
