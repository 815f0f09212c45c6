"""Function word profiles of authors, and who is closest to whom."""
from concurrent.futures import ProcessPoolExecutor, as_completed
from math import sqrt
from multiprocessing import Pool
from typing import Dict, NamedTuple

FUNCTION_WORDS = ("the", "of", "and", "to", "a", "upon", "while", "whilst")


class Sample(NamedTuple):
    author: str
    text: str


SAMPLES = [
    Sample("hamilton", "upon the whole it is to be said while the power of a state rests upon the people " * 40),
    Sample("madison", "whilst the people and the states agree to the union of the parts and the whole "),
    Sample("disputed", "whilst the union and the states agree to the power of the people and the law "),
]


def profile(sample: Sample):
    tokens = sample.text.split()
    return sample.author, tuple(tokens.count(w) / len(tokens) for w in FUNCTION_WORDS)


def distance(a, b):
    return sqrt(sum((x - y) ** 2 for x, y in zip(a, b)))


def profiles(samples) -> Dict[str, tuple]:
    with Pool(2) as pool:
        return dict(pool.imap_unordered(profile, samples))


def compare(known: Dict[str, tuple], unknown: tuple) -> Dict[str, float]:
    with ProcessPoolExecutor(2) as ex:
        names = {ex.submit(distance, p, unknown): name for name, p in known.items()}
        return {names[f]: f.result() for f in as_completed(names)}


def main() -> None:
    known = profiles(SAMPLES)
    unknown = known.pop("disputed")
    distances = compare(known, unknown)
    for name in sorted(distances, key=distances.get):
        print(f"{name:<10}{distances[name]:.3f}")
    if min(distances, key=distances.get) == "madison":
        print("ok")


if __name__ == "__main__":
    main()
