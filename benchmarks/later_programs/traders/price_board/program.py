"""Desks publish their marks on one board, from which the end of day report is made."""

import multiprocessing

from board import PriceBoard, connect

MARKS = {
    "metals": {"XAU": 2041.3, "XAG": 23.1},
    "energy": {"BRENT": 82.4, "TTF": 26.9},
    "softs": {"COCOA": 5870.0},
}


def desk(address, name):
    with connect(address) as marks:
        for symbol, price in MARKS[name].items():
            marks.update({f"{name}/{symbol}": price})


def main():
    server = PriceBoard(address=("127.0.0.1", 0), authkey=b"eod-board")
    server.start()
    try:
        desks = [multiprocessing.Process(target=desk, args=(server.address, name)) for name in MARKS]
        for process in desks:
            process.start()
        for process in desks:
            process.join()
        marks = server.marks().copy()
    finally:
        server.shutdown()
    for symbol in sorted(marks):
        print(f"{symbol:<16}{marks[symbol]:>10.2f}")
    print(f"{len(marks)} marks on the board")


if __name__ == "__main__":
    main()
