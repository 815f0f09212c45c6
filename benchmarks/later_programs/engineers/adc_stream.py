"""Stream blocks from a converter process and track the noise floor."""
import math
import random
from multiprocessing import Pipe, Process

BLOCK = 256


def converter(link, blocks, seed):
    rng = random.Random(seed)
    for index in range(blocks):
        samples = [rng.gauss(0.0, 0.004) + 0.5 * math.sin(index) * 0.001 for _ in range(BLOCK)]
        link.send((index, samples))
    link.close()


class AdcStream:
    """Iterate over the blocks that the converter process delivers."""

    def __init__(self, blocks, seed=11):
        self._receiver, self._sender = Pipe(duplex=False)
        self._process = Process(target=converter, args=(self._sender, blocks, seed))

    def __enter__(self):
        self._process.start()
        return self

    def __exit__(self, *exc_info):
        self._receiver.close()
        self._process.join()

    def __iter__(self):
        while True:
            try:
                yield self._receiver.recv()
            except EOFError:
                return


def noise_db(samples):
    mean = sum(samples) / len(samples)
    power = sum((s - mean) ** 2 for s in samples) / len(samples)
    return 10 * math.log10(power)


def main():
    floor = {}
    with AdcStream(blocks=20) as stream:
        for index, samples in stream:
            floor[index] = noise_db(samples)
    worst = max(floor, key=floor.get)
    print(f"worst block {worst}: {floor[worst]:.1f} dB")
    print("ok" if len(floor) == 20 else f"only {len(floor)} blocks")


if __name__ == "__main__":
    main()
