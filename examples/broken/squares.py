"""Squares numbers on all cores."""

from multiprocessing import Pool


def square(number):
    return number * number


pool = Pool(4)
print(pool.map(square, range(10)))
pool.close()
pool.join()
