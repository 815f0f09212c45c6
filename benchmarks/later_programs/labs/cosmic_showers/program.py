"""Depth of the shower maximum against the primary energy."""
import argparse
import operator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from showers import Particle, Table, develop


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=6)
    parser.add_argument("--seed", type=int, default=2024)
    args = parser.parse_args()

    table = Table("primary", "energy", "depth", "size")
    seeds = np.random.SeedSequence(args.seed)
    with ProcessPoolExecutor(max_workers=2) as pool:
        for primary in (Particle.PHOTON, Particle.ELECTRON):
            for energy in (1e4, 1e5):
                simulate = partial(develop, primary=primary, energy=energy)
                showers = list(pool.map(simulate, seeds.spawn(args.events)))
                assert all(shower.primary is primary for shower in showers)
                tops = list(pool.map(operator.attrgetter("maximum"), showers))
                table.add(primary=primary.name.lower(), energy=f"{energy:.0e}",
                          depth=f"{np.mean([top.depth for top in tops]):.1f}",
                          size=f"{np.mean([top.count for top in tops]):.0f}")
    print(table)
    print("shower maxima tabulated")


if __name__ == "__main__":
    main()
