from concurrent.futures import ProcessPoolExecutor, wait
from ctypes import c_long
from multiprocessing import Array, get_context

bins = None


def attach(shared):
    global bins
    bins = shared


def fill(block):
    width = len(bins)
    state = block * 7919 + 1
    for _ in range(30000):
        state = (state * 1103515245 + 12345) % 2147483648
        slot = (state >> 8) % width
        bins[slot] = bins[slot] + 1
    return block


class Histogram:
    def __init__(self, width: int):
        self.counts = Array(c_long, width)

    def run(self, blocks: int) -> int:
        with ProcessPoolExecutor(
            max_workers=4,
            mp_context=get_context(),
            initializer=attach,
            initargs=(self.counts,),
        ) as executor:
            jobs = [executor.submit(fill, block) for block in range(blocks)]
            wait(jobs)
        finished = sorted(job.result() for job in jobs)
        assert finished == list(range(blocks))
        return sum(self.counts[:])


if __name__ == "__main__":
    counted = Histogram(8).run(8)
    print("ok" if counted == 240000 else f"short by {240000 - counted}")
