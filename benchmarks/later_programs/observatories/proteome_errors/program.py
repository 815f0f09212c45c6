"""Digests proteins; those that cannot be digested are reported with the reason."""

from multiprocessing import Pool

from digest import peptides
from problems import ProteinError

PROTEINS = {"P1": "MKRAAK", "P2": "MKX", "P3": "", "P4": "AAAK"}


def main():
    with Pool(2) as pool:
        waiting = {name: pool.apply_async(peptides, (name, chain)) for name, chain in PROTEINS.items()}
        for name, result in waiting.items():
            try:
                print(name, len(result.get(timeout=60)), "peptides")
            except ProteinError as problem:
                print(name, "left out:", problem)
    print("ok")


if __name__ == "__main__":
    main()
