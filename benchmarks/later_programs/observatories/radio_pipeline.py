"""Folds the samples of a radio telescope: a source, two folders and a sink, joined by queues."""

import multiprocessing as mp


class EndOfScan:
    """Sent once to each reader when no more samples come."""

    def __repr__(self):
        return "<end of scan>"


END = EndOfScan()


def stream(queue):
    """Yields what arrives on ``queue`` until the scan ends."""
    yield from iter(queue.get, END)


def fold(samples, folded, period):
    for start, values in stream(samples):
        profile = [0.0] * period
        for offset, value in enumerate(values):
            profile[(start + offset) % period] += value
        folded.put(profile)
    folded.put(END)


def observe(samples, readers, blocks=12, width=50):
    for block in range(blocks):
        samples.put((block * width, [float(i % 7) for i in range(width)]))
    for _ in range(readers):
        samples.put(END)


def main(readers=2, period=7):
    samples, folded = mp.Queue(), mp.Queue()
    workers = [mp.Process(target=fold, args=(samples, folded, period), daemon=True) for _ in range(readers)]
    for worker in workers:
        worker.start()
    observe(samples, readers)
    total = [0.0] * period
    for _ in workers:
        for profile in stream(folded):
            total = [a + b for a, b in zip(total, profile)]
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0, worker
    print(" ".join(f"{value:.0f}" for value in total))


if __name__ == "__main__":
    main()
