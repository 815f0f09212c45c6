import math
import operator
from functools import partial, reduce
from multiprocessing import Pool


class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, value):
        return value * self.factor

    @staticmethod
    def negate(value):
        return -value

    @classmethod
    def double(cls, value):
        return cls(2)(value)


def power(base, exponent):
    return base ** exponent


def main():
    values = [1, 2, 3]
    key = lambda pair: -pair[1]

    def total(numbers):
        return reduce(operator.add, numbers, 0)

    with Pool(2) as pool:
        results = {
            "scaled": pool.map(Scale(10), values),
            "negated": pool.map(Scale.negate, values),
            "doubled": pool.map(Scale.double, values),
            "squares": pool.map(partial(power, exponent=2), values),
            "roots": pool.map(math.sqrt, [1, 4, 9]),
            "sums": pool.starmap(operator.add, zip(values, values)),
            "upper": len(pool.map(str.upper, ["a", "b", "c"])),
        }
    upper = results.pop("upper")
    totals = {name: total(numbers) for name, numbers in results.items()}
    ranked = sorted(totals.items(), key=key)
    assert upper == 3
    assert ranked[0] == ("scaled", 60) and ranked[-1] == ("negated", -6), ranked
    print("ok")


if __name__ == "__main__":
    main()
