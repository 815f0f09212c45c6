from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import Pool

from gears.ratios import best_cadence, development, gear_name, report, speed, spread, steps

BIKES = {
    "city": list(product([38], [14, 16, 18, 21, 24])),
    "tourer": list(product([26, 36, 48], [12, 15, 19, 24, 32])),
    "racer": list(product([34, 50], [11, 13, 16, 20, 25])),
}


def main():
    names = list(BIKES)
    with ProcessPoolExecutor(2) as executor:
        spreads = dict(zip(names, executor.map(spread, BIKES.values())))
        finest = executor.submit(report.functions["steps"], BIKES["tourer"]).result()
    with Pool(2) as pool:
        top = dict(zip(names, pool.map(speed, BIKES.values())))
        ways = pool.starmap(development, BIKES["city"])
        labels = pool.map(gear_name, BIKES["city"])
        everyday = pool.apply(steps, (BIKES["city"],))
    for name in names:
        print(f"{name:7} spread {spreads[name]:.2f}, {top[name]:.1f} km/h")
    print(*(f"{label}: {way:.2f} m" for label, way in zip(labels, ways)), sep=", ")
    print("cadence", best_cadence(25, ways[0]))
    assert len(finest) == 14 and len(everyday) == 4
    assert spreads["city"] == 1.71 and spread.seconds == 0.0
    print("ok")


if __name__ == "__main__":
    main()
