"""Sweep halo parameters and tabulate the orbits."""
import argparse
import itertools
import tempfile
from concurrent import futures

import orbit
from store import ResultStore


def grid():
    names = ("v0", "core", "flattening")
    values = ((0.9, 1.1), (0.1, 0.2), (0.7, 0.9))
    return [dict(zip(names, combination)) for combination in itertools.product(*values)]


def simulate(root, params):
    store = ResultStore(root)
    store.save(params, orbit.integrate(**params))
    return params["v0"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="halo-") as root:
        points = grid()
        with futures.ProcessPoolExecutor(max_workers=options.jobs) as executor:
            running = [executor.submit(simulate, root, params) for params in points]
            for done in futures.as_completed(running):
                done.result()
        store = ResultStore(root)
        print(len(store), "orbits stored")
        for params in points:
            found = store.load(params)
            print(f"{params['v0']:.1f} {params['core']:.1f} {params['flattening']:.1f}"
                  f"  r={found['radius']:.3f} n={found['crossings']}")


if __name__ == "__main__":
    main()
