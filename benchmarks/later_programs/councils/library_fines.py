"""Fines for books that came back late."""
from contextlib import contextmanager
from datetime import date
from multiprocessing import Pool
from time import sleep

TODAY = date(2024, 5, 31)
LOANS = [("Emma", date(2024, 5, 1)), ("Ulysses", date(2024, 5, 30)), ("Dune", date(2023, 12, 24))]


@contextmanager
def clerks(number):
    """A pool of clerks for the time of a with block."""
    with Pool(number) as pool:
        print(number, "clerks came")
        yield pool
    print("clerks went home")


def fine(title, due):
    sleep(0.3)
    days = (TODAY - due).days
    match days:
        case n if n <= 0:
            return title, 0
        case n if n < 28:
            return title, 20 * n
        case _:
            return title, 1500


def assess(loans):
    with clerks(2) as desk:
        assessed = desk.starmap_async(fine, loans, chunksize=1)
    return assessed.get()


def main():
    for title, cents in assess(LOANS):
        print(f"{title}: {cents / 100:.2f}")
    print("ok")


if __name__ == "__main__":
    main()
