"""Standardise columns in batches and count what is done."""

import multiprocessing
import statistics

import progress


def standardise(batch):
    mean = statistics.fmean(batch)
    spread = statistics.pstdev(batch) or 1.0
    progress.progress.tick()
    return [(value - mean) / spread for value in batch]


def main():
    counter = multiprocessing.Value("i", 0)
    columns = [[float((i * k) % 17) for i in range(200)] for k in range(1, 9)]
    with multiprocessing.Pool(2, initializer=progress.attach, initargs=(counter,)) as pool:
        done = pool.map(standardise, columns)
    assert counter.value == len(columns), counter.value
    assert all(abs(sum(column)) < 1e-6 for column in done)
    print("ok")


if __name__ == "__main__":
    main()
