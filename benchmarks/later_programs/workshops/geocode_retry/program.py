"""Puts the customers on a map."""

from concurrent import futures

from geocode import locate

CUSTOMERS = {"Hansen": "Quay 4", "Petersen": "Mill Lane 12", "Thomsen": "Old Market, 1"}


def bounding_box(points):
    norths, easts = zip(*points)
    return min(norths), min(easts), max(norths), max(easts)


def main():
    with futures.ProcessPoolExecutor(2) as executor:
        points = list(executor.map(locate, CUSTOMERS.values()))
    for name, (north, east) in zip(CUSTOMERS, points):
        print("%-9s %6.2f %6.2f" % (name, north, east))
    print("box", bounding_box(points))
    print("ok")


if __name__ == "__main__":
    main()
