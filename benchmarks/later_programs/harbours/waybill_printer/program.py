"""Prints waybills: each is laid out in a process of its own, which keeps the fonts out of this one."""
import sys

from layout import lay_out
from spool import Spool

WAYBILLS = [
    ("WB-1001", ["12 drums of paint", "2 pallets of bricks"]),
    ("WB-1002", ["1 piano"]),
    ("WB-1003", ["40 crates of oranges", "6 barrels", "1 anchor"]),
]


def print_all(waybills):
    printed = 0
    with Spool() as spool:
        for number, cargo in waybills:
            child = spool.fork_writer()
            if child == 0:
                spool.write(number, lay_out(number, cargo))
                return None
            spool.wait(child)
            printed += spool.send_to_printer(number)
    return printed


def main():
    pages = print_all(WAYBILLS)
    if pages is None:
        return 0
    print(pages, "lines printed")
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
