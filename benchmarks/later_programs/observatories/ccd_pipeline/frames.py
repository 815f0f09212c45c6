"""Raw frames, as they come from the camera."""

import random

WIDTH, HEIGHT = 200, 150


def raw_frames(count):
    rng = random.Random(4)
    for _ in range(count):
        yield [rng.randrange(65536) for _ in range(WIDTH * HEIGHT)]


def subtract_bias(frame, bias):
    return [max(0, pixel - bias) for pixel in frame]
