"""Tax per invoice, with a progress display. Works for me, any comments on the style?"""
import argparse
from multiprocessing import Pool

INVOICES = [("A-1", 100.0), ("A-2", 250.0), ("B-7", 80.0), ("C-3", 12.5)]

settings = None
done = []


def prepare(values):
    global settings
    settings = values


def tax(number, amount):
    rate = settings["rate"]
    return number, round(amount * rate, settings["digits"])


def main():
    global settings
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=float, default=0.21)
    parser.add_argument("--digits", type=int, default=2)
    settings = vars(parser.parse_args())
    print("settings:", settings)

    errors = []
    with Pool(2, initializer=prepare, initargs=(settings,)) as pool:
        for invoice in INVOICES:
            pool.apply_async(
                tax,
                invoice,
                callback=lambda result: done.append(result),
                error_callback=lambda e: errors.append(e),
            )
        pool.close()
        pool.join()

    for number, amount in sorted(done):
        print(number, amount)
    total = sum(amount for number, amount in done)
    print("total tax", round(total, 2))
    if not errors and len(done) == len(INVOICES):
        print("ok")


if __name__ == "__main__":
    main()
