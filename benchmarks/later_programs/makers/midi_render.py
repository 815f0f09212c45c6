#!/usr/bin/env python3
"""Render a tune to raw samples, one voice per worker."""
import argparse
import math
from array import array
from multiprocessing import Pool

TUNE = {
    "melody": [(69, 0.10), (71, 0.10), (72, 0.15)],
    "bass": [(45, 0.20), (40, 0.15)],
    "bells": [(81, 0.05), (88, 0.05), (93, 0.05)],
}


def frequency(note):
    return 440.0 * 2 ** ((note - 69) / 12)


def tone(note, seconds):
    count = int(seconds * opts.rate)
    step = 2 * math.pi * frequency(note) / opts.rate
    return array("h", (int(opts.volume * 20000 * math.sin(step * i)) for i in range(count)))


def render_voice(name):
    samples = array("h")
    for note, seconds in TUNE[name]:
        samples.extend(tone(note, seconds))
    return name, samples


def mix(voices):
    length = max(len(samples) for _, samples in voices)
    out = [0] * length
    for _, samples in voices:
        for i, value in enumerate(samples):
            out[i] += value // len(voices)
    return array("h", out)


def get_parser():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--rate", type=int, default=8000)
    p.add_argument("--volume", type=float, default=0.8)
    p.add_argument("--jobs", type=int, default=2)
    return p


if __name__ == "__main__":
    opts = get_parser().parse_args()
    with Pool(opts.jobs) as pool:
        voices = pool.map(render_voice, sorted(TUNE))
    track = mix(voices)
    print(len(track), "samples, peak", max(track))
    assert len(track) == int(0.35 * opts.rate)
    print("ok")
