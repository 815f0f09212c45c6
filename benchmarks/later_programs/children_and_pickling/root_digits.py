"""Decimal expansions of square roots, to any number of digits."""
import decimal
import sys
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal


def root(n: int) -> str:
    return str(Decimal(n).sqrt())


def squarefree(limit: int):
    for n in range(2, limit):
        if all(n % (k * k) for k in range(2, int(n ** 0.5) + 1)):
            yield n


def expansions(numbers, jobs=2):
    numbers = list(numbers)
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        return dict(zip(numbers, pool.map(root, numbers, chunksize=4)))


def main(argv):
    digits = int(argv[1]) if len(argv) > 1 else 60
    decimal.getcontext().prec = digits

    table = expansions(squarefree(20))
    for number, text in table.items():
        print(f"{number:>3}  {text}")

    product = Decimal(table[2]) * Decimal(table[3])
    gap = abs(product - Decimal(table[6]))
    print("largest uncertainty:", Decimal(10) ** (2 - digits))
    print("root 2 * root 3 - root 6:", gap)


if __name__ == "__main__":
    main(sys.argv)
