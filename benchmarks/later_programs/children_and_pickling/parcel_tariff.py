import argparse
import csv
from multiprocessing import Pool

DEFAULT_TARIFF = """zone,base,per_kg
domestic,3.90,0.80
europe,9.50,2.10
world,18.00,6.40
"""

PARCELS = [
    ("domestic", 1.2),
    ("world", 0.7),
    ("europe", 4.0),
    ("domestic", 11.5),
    ("europe", 0.4),
]


def read_tariff(lines):
    return {
        row["zone"]: (float(row["base"]), float(row["per_kg"]))
        for row in csv.DictReader(lines)
    }


def lookup(zone):
    return tariff[zone]


def price(parcel):
    zone, weight = parcel
    base, per_kg = lookup(zone)
    return round(base + weight * per_kg, 2)


def main():
    global tariff
    parser = argparse.ArgumentParser()
    parser.add_argument("--tariff", help="a CSV file")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()

    if options.tariff:
        with open(options.tariff, newline="") as handle:
            tariff = read_tariff(handle)
    else:
        tariff = read_tariff(DEFAULT_TARIFF.splitlines())
    with Pool(options.jobs) as pool:
        prices = pool.map(price, PARCELS)
    for (zone, weight), cost in zip(PARCELS, prices):
        print(f"{zone:<9} {weight:5.1f} kg  {cost:7.2f}")
    print(f"total {sum(prices):.2f}")


if __name__ == "__main__":
    main()
