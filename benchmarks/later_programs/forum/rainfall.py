"""Monthly rain per station. How do I get the rows back from the pool??"""
from multiprocessing import Pool

STATIONS = {
    "north": "2 0 5 9 1 0 0 4",
    "harbour": "0 0 1 3 3 8 0 2",
    "hill": "7 7 0 0 2 1 9 9",
}


def wet_days(station):
    name, text = station
    day = 1
    for value in text.split():
        amount = int(value)
        if amount > 0:
            yield name, day, amount
        day = day + 1


def add_up(rows):
    total = {}
    for name, day, amount in rows:
        if name not in total:
            total[name] = 0
        total[name] += amount
    return total


def main():
    try:
        pool = Pool(3)
        stations = list(STATIONS.items())
        everything = pool.map(wet_days, stations)
    finally:
        pool.terminate()
        pool.join()

    totals = {}
    for rows in everything:
        totals.update(add_up(rows))
    for name in totals:
        print("station %s: %d mm" % (name, totals[name]))
    if totals == {"north": 21, "harbour": 17, "hill": 35}:
        print("ok")
    else:
        print("wrong totals")


if __name__ == "__main__":
    main()
