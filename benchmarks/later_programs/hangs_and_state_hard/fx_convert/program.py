"""Convert an order book into one currency, in parallel."""
import argparse
import json
import os
import tempfile

from fx import convert_many


def write_table(folder, base):
    path = os.path.join(folder, "rates.json")
    with open(path, "w", encoding="utf-8") as fh:
        json.dump({"base": base, "rates": {"USD": 1.0, "GBP": 1.27, "JPY": 0.0067}}, fh)
    return path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--orders", type=int, default=40)
    parser.add_argument("--base", default="USD")
    opts = parser.parse_args()
    codes = ("USD", "GBP", "JPY")
    orders = [(codes[i % 3], 10.0 + i) for i in range(opts.orders)]
    with tempfile.TemporaryDirectory() as folder:
        table = write_table(folder, opts.base)
        total = sum(convert_many(orders, table))
    print(f"{len(orders)} orders, {total:.2f} {opts.base}")


if __name__ == "__main__":
    main()
