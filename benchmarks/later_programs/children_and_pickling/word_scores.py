import functools
import time
from multiprocessing import Pool, cpu_count

LETTERS = {
    **dict.fromkeys("aeilnorstu", 1),
    **dict.fromkeys("dg", 2),
    **dict.fromkeys("bcmp", 3),
    **dict.fromkeys("fhvwy", 4),
    "k": 5,
    **dict.fromkeys("jx", 8),
    **dict.fromkeys("qz", 10),
}


class timed:
    """Remember how long the calls of a function took."""

    def __init__(self, func):
        functools.update_wrapper(self, func)
        self.func = func
        self.spent = 0.0

    def __call__(self, *args, **kwargs):
        begun = time.perf_counter()
        try:
            return self.func(*args, **kwargs)
        finally:
            self.spent += time.perf_counter() - begun


@timed
def score(word):
    total = sum(LETTERS.get(ch, 0) for ch in word.lower())
    return total * 2 if len(word) > 7 else total


@timed
def best(words, number=3):
    with Pool(min(2, cpu_count())) as pool:
        scores = pool.map(score, words, chunksize=2)
    ranked = sorted(zip(scores, words), reverse=True)
    return ranked[:number]


if __name__ == "__main__":
    bag = "quartz jukebox breeze multiplex zephyr oxygen apple".split()
    for points, word in best(bag):
        print(f"{points:>3} {word}")
    print(f"{best.spent >= 0}")
