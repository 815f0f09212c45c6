"""The label station: one printing process, told what to print through shared memory."""
import ctypes
import multiprocessing as mp
import sys


class Label(ctypes.Structure):
    _fields_ = [
        ("sku", ctypes.c_char_p),
        ("copies", ctypes.c_int),
        ("grams", ctypes.c_double),
    ]


class Station:
    def __init__(self, context):
        self.context = context
        self.current = context.Value(Label, b"", 0, 0.0)
        self.printed = context.Value("i", 0)

    def load(self, sku, copies, grams):
        with self.current.get_lock():
            self.current.sku = sku.encode()
            self.current.copies = copies
            self.current.grams = grams

    def run(self):
        worker = self.context.Process(
            target=print_labels, args=(self.current, self.printed)
        )
        worker.start()
        worker.join()
        return worker.exitcode


def print_labels(current, printed):
    with current.get_lock():
        text = f"{current.sku.decode()} / {current.grams:.1f} g"
        copies = current.copies
    for _ in range(copies):
        print("|", text, "|")
    with printed.get_lock():
        printed.value += copies


def main():
    station = Station(mp.get_context())
    orders = [("TEA-0815-GREEN", 3, 102.5), ("TEA-0816-BLACK", 2, 98.0)]
    for order in orders:
        station.load(*order)
        if code := station.run():
            sys.exit(f"printing {order[0]} ended with {code}")
    assert station.printed.value == 5
    print("ok")


if __name__ == "__main__":
    main()
