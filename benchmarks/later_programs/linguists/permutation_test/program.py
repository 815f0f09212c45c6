"""Do two authors differ in the length of their sentences?"""
from functools import partial
from multiprocessing import Pool

from shuffles import difference, shuffled_difference, streams

AUSTEN = (23, 31, 18, 27, 35, 22, 29, 40, 26, 33)
HEMINGWAY = (9, 12, 7, 15, 11, 21, 8, 14, 10, 13)

ROUNDS = 400


def test(left, right, rounds=ROUNDS, seed=1847):
    observed = abs(difference(left, right))
    task = partial(shuffled_difference, left, right)
    with Pool(2) as pool:
        chance = pool.map(task, streams(seed, rounds), chunksize=50)
    extreme = sum(abs(d) >= observed for d in chance)
    return observed, (extreme + 1) / (rounds + 1), len(set(chance))


def main():
    observed, p, different = test(AUSTEN, HEMINGWAY)
    print(f"difference {observed:.1f} words, p = {p:.4f}, {different} different shuffles")
    again = test(AUSTEN, HEMINGWAY, rounds=50)
    if p < 0.05 and different > 20 and again == test(AUSTEN, HEMINGWAY, rounds=50):
        print("ok")


if __name__ == "__main__":
    main()
