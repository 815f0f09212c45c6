import concurrent.futures
import pathlib
import tempfile

from orders import ORDERS
from plot import plot


def produce(orders, folder):
    with concurrent.futures.ProcessPoolExecutor(max_workers=2) as executor:
        for order in orders:
            executor.submit(plot, order, folder)


def summary(folder):
    files = sorted(folder.glob("*.plt"))
    strokes = sum(file.read_text("ascii").count("LB") for file in files)
    return [file.stem for file in files], strokes


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        produce(ORDERS, folder)
        names, strokes = summary(folder)
        print(f"plotted {len(names)} of {len(ORDERS)} badges with {strokes} lines of text")
        if len(names) == len(ORDERS):
            print("ok")


if __name__ == "__main__":
    main()
