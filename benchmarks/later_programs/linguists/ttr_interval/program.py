"""Bootstrap interval of the type/token ratio."""
from itertools import repeat
from multiprocessing import Pool

from resampling import interval, replicate

TEXT = """call me ishmael some years ago never mind how long precisely having
little or no money in my purse and nothing particular to interest me on shore i
thought i would sail about a little and see the watery part of the world it is a
way i have of driving off the spleen and regulating the circulation"""

REPLICATES = 40


def ttr(tokens):
    return len(set(tokens)) / len(tokens)


def bootstrap(statistic, tokens, n):
    with Pool(2) as pool:
        return pool.starmap(replicate, repeat((statistic, tokens), n))


def main():
    low, centre, high = interval(bootstrap(ttr, TEXT.split(), REPLICATES))
    print(f"TTR {centre:.3f} [{low:.3f}, {high:.3f}]")
    print("ok" if low < high else "interval of no width")


if __name__ == "__main__":
    main()
