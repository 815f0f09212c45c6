"""Spectra and the gains they are calibrated with."""
import random

GAINS = {"dipole-north": 1.02, "dipole-south": 0.97}

gain = None
floor = None


def prepare(antenna, noise_floor):
    global gain, floor
    gain = GAINS[antenna]
    floor = noise_floor


def spectrum(night, channels=256):
    rng = random.Random(night)
    return [rng.gauss(100.0, 4.0) for _ in range(channels)]


def calibrated_mean(night):
    values = [max(value * gain - floor, 0.0) for value in spectrum(night)]
    return sum(values) / len(values)
