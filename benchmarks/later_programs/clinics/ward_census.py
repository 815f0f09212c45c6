"""Midnight census: how many beds are taken on each ward, and by whom."""
import argparse
import multiprocessing

STAYS = [
    # ward, name, age, day of admission, day of discharge (0: still there)
    ("surgery", "Adler", 71, 1, 0),
    ("surgery", "Bose", 34, 2, 4),
    ("surgery", "Cole", 58, 3, 0),
    ("children", "Dunn", 6, 2, 0),
    ("children", "Eze", 11, 1, 3),
    ("medical", "Frost", 83, 1, 0),
    ("medical", "Gill", 49, 3, 5),
    ("medical", "Hahn", 90, 2, 0),
]
BEDS = {"surgery": 3, "children": 2, "medical": 4}


def present(stay):
    ward, name, age, first, last = stay
    if age < options.min_age:
        return False
    return first <= options.day and (last == 0 or last > options.day)


def count_ward(ward):
    names = [stay[1] for stay in STAYS if stay[0] == ward and present(stay)]
    return ward, len(names), ", ".join(names)


def print_table(rows):
    for ward, taken, names in rows:
        free = BEDS[ward] - taken
        print("%-10s %2d taken %2d free   %s" % (ward, taken, free, names))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--day", type=int, default=4, help="day of the month")
    parser.add_argument("--min-age", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()

    pool = multiprocessing.Pool(options.jobs)
    try:
        table = pool.map(count_ward, sorted(BEDS))
    finally:
        pool.terminate()
        pool.join()
    print_table(table)
    print("total:", sum(row[1] for row in table))
    print("ok")
