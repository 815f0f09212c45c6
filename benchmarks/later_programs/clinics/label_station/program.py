#!/usr/bin/env python3
# Prints the labels for tomorrow's blood samples. Each station has its own printer.

import os
import tempfile
from multiprocessing import Process

import layout

STATIONS = {
    "station 1": ["A17", "A18", "B02"],
    "station 2": ["C44"],
    "station 3": ["D01", "D02"],
}


def label(number):
    rows = [
        layout.centred(settings.hospital, settings.width),
        layout.centred(layout.barcode(number), settings.width),
        layout.centred("sample " + number, settings.width),
    ]
    return (settings.separator + "\n").join(rows)


def print_station(name, numbers, spool):
    target = os.path.join(spool, name.replace(" ", "-") + ".txt")
    with open(target, "w") as printer:
        for number in numbers:
            printer.write(label(number) + "\n\n")


def main():
    global settings
    settings = layout.read_settings()
    with tempfile.TemporaryDirectory() as spool:
        printers = []
        for name, numbers in STATIONS.items():
            p = Process(target=print_station, args=(name, numbers, spool))
            p.start()
            printers.append(p)
        for p in printers:
            p.join()
        sizes = [os.path.getsize(os.path.join(spool, f)) for f in sorted(os.listdir(spool))]
    print(settings.hospital + ":", len(sizes), "stations, sizes", sizes)
    if all(sizes):
        print("ok")


if __name__ == "__main__":
    main()
