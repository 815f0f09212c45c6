"""Four samplers write to one ring."""

import multiprocessing as mp

from ring import Ring


def sample(ring, number):
    for _ in range(100):
        ring.append(float(number))


def main():
    ring = Ring(400)
    samplers = [mp.Process(target=sample, args=(ring, n)) for n in range(4)]
    for sampler in samplers:
        sampler.start()
    for sampler in samplers:
        sampler.join()
    assert not any(sampler.exitcode for sampler in samplers)
    assert ring.total() == (400, 600.0), ring.total()
    print("ok")


if __name__ == "__main__":
    main()
