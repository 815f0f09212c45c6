"""Computes the mean of slices of a binary spectrum, each slice read by a worker."""

import array
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

CHANNELS = 1024


class Spectrum:
    """A file of doubles that is read by position."""

    def __init__(self, path):
        self._stream = open(path, "rb")
        self.channels = os.path.getsize(path) // 8

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._stream.close()

    @property
    def descriptor(self):
        return self._stream.fileno()

    def slices(self, width):
        return [(self.descriptor, first, width) for first in range(0, self.channels, width)]


def slice_mean(job):
    descriptor, first, width = job
    values = array.array("d")
    values.frombytes(os.pread(descriptor, width * 8, first * 8))
    return sum(values) / len(values)


def write_sample(path):
    with open(path, "wb") as stream:
        array.array("d", (float(channel % 16) for channel in range(CHANNELS))).tofile(stream)


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "spectrum.bin")
        write_sample(path)
        with Spectrum(path) as spectrum, ProcessPoolExecutor(2) as executor:
            means = list(executor.map(slice_mean, spectrum.slices(256)))
    print(" ".join(f"{mean:.2f}" for mean in means))
    return 0


if __name__ == "__main__":
    sys.exit(main())
