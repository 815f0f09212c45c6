import multiprocessing as mp
import sys

from recipes import RecipeError, UnknownUnit, grams

GOOD = [("bread", 2, "kg"), ("bread", 30, "g"), ("cake", 3, "cup")]
ODD = GOOD + [("soup", 1, "ladle")]


def weigh(pool, lines):
    try:
        return sum(pool.map(grams, lines))
    except RecipeError as error:
        return error


def main():
    with mp.Pool(2) as pool:
        total = weigh(pool, GOOD)
        problem = weigh(pool, ODD)
    if total != 2414.0:
        return 1
    if type(problem) is not UnknownUnit or problem.detail != "no unit 'ladle'":
        print(repr(problem))
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
