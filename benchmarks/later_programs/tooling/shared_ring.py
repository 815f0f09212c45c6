"""Samples of a probe go to a summing process through a block of shared memory."""
import contextlib
import multiprocessing
import struct
from multiprocessing.shared_memory import SharedMemory

SAMPLE = struct.Struct("<d")


@contextlib.contextmanager
def block_for(count):
    block = SharedMemory(create=True, size=SAMPLE.size * count)
    try:
        yield block
    finally:
        block.close()
        block.unlink()


def summarise(name, count, answer):
    block = SharedMemory(name)
    try:
        total = sum(SAMPLE.unpack_from(block.buf, i * SAMPLE.size)[0] for i in range(count))
    finally:
        block.close()
    answer.send(total)
    answer.close()


def sum_elsewhere(samples):
    with block_for(len(samples)) as block:
        for i, sample in enumerate(samples):
            SAMPLE.pack_into(block.buf, i * SAMPLE.size, sample)
        mine, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=summarise, args=(block.name, len(samples), theirs))
        process.start()
        theirs.close()
        try:
            if not mine.poll(20):
                raise TimeoutError("no answer from %s" % process.name)
            total = mine.recv()
        finally:
            process.join(20)
            mine.close()
    if process.exitcode:
        raise RuntimeError("exit code %s" % process.exitcode)
    return total


def main():
    samples = [n / 8 for n in range(1000)]
    total = sum_elsewhere(samples)
    print("total", total)
    print("ok" if total == sum(samples) else "wrong")


if __name__ == "__main__":
    main()
