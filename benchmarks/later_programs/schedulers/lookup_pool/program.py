import multiprocessing
import sys

import catalog
import server

NAMES = ["unit-%03d" % number for number in range(400)]


def check(names):
    """How many of the names got somebody else's answer."""
    return sum(catalog.lookup(name) != name.upper() for name in names)


def compare(ctx):
    with server.running(ctx) as address:
        catalog.connect(address)
        if catalog.lookup("ping") != "PING":
            return ["no server"]
        with ctx.Pool(2) as pool:
            handle = pool.map_async(check, [NAMES[::2], NAMES[1::2]], chunksize=1)
            return handle.get(8)


def main():
    if sys.platform == "linux":
        odd = compare(multiprocessing.get_context("fork"))
    else:
        odd = [0, 0]
    print(odd)
    print("ok" if not any(odd) else "wrong")


if __name__ == "__main__":
    main()
