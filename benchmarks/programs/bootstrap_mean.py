import multiprocessing as mp
import time

import numpy as np

SAMPLE = np.random.normal(15.0, 2.0, size=200)


def resample(number):
    time.sleep(0.5)
    picked = np.random.choice(SAMPLE, size=SAMPLE.size)
    return number, float(picked.mean())


class Bootstrap:
    def __init__(self, processes: int = 4):
        self.processes = processes

    def means(self, rounds: int) -> list:
        with mp.Pool(self.processes) as pool:
            found = pool.map(resample, range(rounds), chunksize=1)
        return [mean for _, mean in sorted(found)]


def interval(means):
    ordered = sorted(means)
    return ordered[0], ordered[-1]


if __name__ == "__main__":
    means = Bootstrap().means(4)
    low, high = interval(means)
    print("mean between %.4f and %.4f" % (low, high))
    print("ok" if len(set(means)) == len(means) else "identical resamples")
