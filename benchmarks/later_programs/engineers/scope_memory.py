"""Acquisition memory of a simulated oscilloscope, shared with its front-end processes."""
import multiprocessing as mp
from contextlib import contextmanager
from multiprocessing.managers import SharedMemoryManager
from multiprocessing.shared_memory import SharedMemory

DEPTH = 2000
WIDTH = 2


@contextmanager
def counts(block, channel):
    """The samples of one channel as signed 16 bit integers, valid inside the block."""
    start = channel * DEPTH * WIDTH
    with block.buf[start:start + DEPTH * WIDTH] as raw, raw.cast("h") as samples:
        yield samples


def front_end(name, channel, slope):
    block = SharedMemory(name=name)
    try:
        with counts(block, channel) as samples:
            for n in range(DEPTH):
                samples[n] = (n * slope) % 2001 - 1000
    finally:
        block.close()


def read_out(block, channel):
    with counts(block, channel) as samples:
        return samples.tolist()


def acquire(slopes):
    with SharedMemoryManager() as memory:
        block = memory.SharedMemory(size=len(slopes) * DEPTH * WIDTH)
        heads = [
            mp.Process(target=front_end, args=(block.name, channel, slope))
            for channel, slope in enumerate(slopes)
        ]
        for head in heads:
            head.start()
        for head in heads:
            head.join()
        if any(head.exitcode for head in heads):
            raise RuntimeError("front end failed")
        traces = [read_out(block, channel) for channel in range(len(slopes))]
        block.close()
    return traces


def main():
    traces = acquire([3, 7])
    for channel, trace in enumerate(traces):
        print(f"CH{channel + 1}: {len(trace)} samples, {min(trace)} .. {max(trace)}")
    print("ok" if [t[:3] for t in traces] == [[-1000, -997, -994], [-1000, -993, -986]] else "bad data")


if __name__ == "__main__":
    main()
