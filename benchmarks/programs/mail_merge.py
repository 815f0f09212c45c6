import argparse
import os
import tempfile
from concurrent import futures
from string import Template

LETTER = Template("Dear $name,\nyour order $order has been sent.\n")
CUSTOMERS = [
    {"name": "Ann", "order": "17"},
    {"name": "Ben"},
    {"name": "Cleo", "order": "23"},
]


def write_letter(folder, customer):
    text = LETTER.substitute(customer)
    path = os.path.join(folder, customer["name"] + ".txt")
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def merge(folder, customers, workers):
    with futures.ProcessPoolExecutor(max_workers=workers) as executor:
        for customer in customers:
            executor.submit(write_letter, folder, customer)


def build_parser():
    parser = argparse.ArgumentParser(description="Write a letter to each customer")
    parser.add_argument("--workers", type=int, default=2)
    return parser


def main(argv=None):
    args = build_parser().parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        merge(folder, CUSTOMERS, args.workers)
        written = sorted(os.listdir(folder))
    print("letters written:", ", ".join(written))
    if len(written) == len(CUSTOMERS):
        print("ok")


if __name__ == "__main__":
    main()
