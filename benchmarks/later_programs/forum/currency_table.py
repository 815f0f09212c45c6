"""Convert a price list to another currency, in parallel. First try with Pool!"""
import argparse
from multiprocessing import Pool

PRICES = [("tent", 129.0), ("stove", 45.5), ("rope", 32.0), ("lamp", 18.25)]


class Converter:
    """I made this a class so that I can add more functions later."""

    table = {"EUR": 1.0, "USD": 1.1, "NOK": 11.5}

    @staticmethod
    def convert(amount, currency):
        return round(amount * Converter.table[currency], options.digits)


def convert_line(line):
    name, amount = line
    result = []
    for currency in options.currencies:
        result.append(Converter.convert(amount, currency))
    return name, result


def read_options():
    global options
    parser = argparse.ArgumentParser()
    parser.add_argument("--digits", type=int, default=2)
    parser.add_argument("--currencies", nargs="*", default=["USD", "NOK"])
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()


def run():
    read_options()
    print("converting", len(PRICES), "prices to", options.currencies)
    pool = Pool(options.workers)
    try:
        lines = pool.map(convert_line, PRICES)
    finally:
        pool.terminate()
        pool.join()
    for name, amounts in lines:
        print(name.ljust(10), amounts)
    if len(lines) == len(PRICES):
        print("ok")


if __name__ == "__main__":
    run()
