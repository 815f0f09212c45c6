"""Pick onsets and energies of a gather with two ways to read it."""
import multiprocessing as mp
import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np

import synth
from traces import MappedTraces, TraceFile, write


@lru_cache(maxsize=None)
def mapped(path, count, length):
    return MappedTraces(path, count, length)


def energy(path, count, length, number):
    return mapped(path, count, length).energy(number)


def pick(folder, count=240, length=400):
    gather, onsets = synth.gather(count, length)
    path = str(Path(folder) / "shot17.sgy0")
    write(path, gather)
    with TraceFile(path) as shot, mp.Pool(3) as pool:
        first = shot.read(0)
        picks = dict(pool.imap_unordered(shot.onset, range(shot.count), chunksize=8))
        energies = pool.starmap(energy, [(path, shot.count, shot.length, n)
                                         for n in range(shot.count)], chunksize=16)
        pool.close()
        pool.join()
    errors = [abs(picks[n] - onsets[n]) for n in range(count)]
    assert np.isclose(energies[0], float((first ** 2).sum()))
    return max(errors), sum(energies) / count


def main():
    with tempfile.TemporaryDirectory(prefix="seismic-") as folder:
        worst, mean_energy = pick(folder)
    print(f"worst pick off by {worst} samples, mean energy {mean_energy:.2f}")
    print("picks consistent" if worst < 12 else "picks scattered")


if __name__ == "__main__":
    main()
