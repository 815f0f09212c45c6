from concurrent.futures import ProcessPoolExecutor
from itertools import combinations

from features import FEATURES, bundle
from utils import REGISTRY


def main():
    pairs = list(combinations(FEATURES, 2))
    with ProcessPoolExecutor(2) as ex:
        sizes = dict(zip(FEATURES, map(len, ex.map(bundle, FEATURES))))
        scores = {name: dict(zip(pairs, ex.map(fn, pairs))) for name, fn in REGISTRY.items()}
    for pair in pairs:
        print(*pair, f"{scores['jaccard'][pair]:.2f}", scores["hamming"][pair])
    nearest = min(pairs, key=lambda p: (scores["hamming"][p], p))
    if nearest == ("b", "p") or nearest == ("p", "b") or scores["hamming"][nearest] == 1:
        print("types of size", sorted(set(sizes.values())))
        print("ok")


if __name__ == "__main__":
    main()
