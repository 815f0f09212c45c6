import os
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack

import store

DEPOTS = [("graz", 4), ("linz", 7), ("wels", 2), ("enns", 1)]


def capacity(path, cities):
    with ProcessPoolExecutor(2, initializer=store.connect, initargs=(path,)) as executor:
        return dict(zip(cities, executor.map(store.docks, cities)))


def main():
    with ExitStack() as stack:
        folder = tempfile.mkdtemp(prefix="depots-")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        path = os.path.join(folder, "depots.db").replace(os.sep, "/")
        store.create(path, DEPOTS)
        found = capacity(path, [city for city, _ in DEPOTS] + ["nowhere"])
    assert found == dict(DEPOTS, nowhere=0), found
    print("ok")


if __name__ == "__main__":
    main()
