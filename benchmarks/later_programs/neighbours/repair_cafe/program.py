"""Hand out broken things to helpers and wait until all of them have been looked at."""
import multiprocessing as mp

from bench import Bench
from helpers import THINGS, helper


def main():
    bench = Bench(mp.get_context())
    mended = mp.SimpleQueue()
    helpers = [mp.Process(target=helper, args=(bench, mended), daemon=True) for _ in range(2)]
    for each in helpers:
        each.start()
    for thing in THINGS:
        bench.bring(thing)
    bench.wait_until_empty()
    names = sorted(mended.get() for thing in THINGS if thing["fault"] != "rust")
    assert names == ["kettle", "lamp", "radio"]
    print("ok")


if __name__ == "__main__":
    main()
