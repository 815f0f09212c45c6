"""Add up invoice lines per customer, with as many decimals as asked for."""
import argparse
from concurrent.futures import ProcessPoolExecutor

import settings
from totals import customer_total

INVOICES = {
    "acme": [10.12345, 20.98765, 3.33333],
    "globex": [99.99999, 0.00012],
    "initech": [7.77777, 8.88888, 9.99999, 1.11111],
}


def build_parser():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decimals", type=int, default=4)
    parser.add_argument("--currency", default="EUR")
    return parser


def main():
    args = build_parser().parse_args()
    settings.OPTIONS["decimals"] = args.decimals
    settings.OPTIONS["currency"] = args.currency

    with ProcessPoolExecutor(2) as executor:
        lines = list(executor.map(customer_total, INVOICES, INVOICES.values()))

    print(f"# decimals: {settings.OPTIONS['decimals']}")
    for line in lines:
        print(line)


if __name__ == "__main__":
    main()
