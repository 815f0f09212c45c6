# My bank gives me one csv file per month. Who got how much of my money?
import collections
import csv
import multiprocessing as mp
import os
import tempfile

HEADER = ["date", "who", "amount"]
MONTHS = {
    "2024-01": [("03", "grocer", "-45,10"), ("09", "landlord", "-700,00")],
    "2024-02": [("02", "grocer", "-61,99"), ("27", "employer", "2100,00")],
    "2024-03": [("14", "grocer", "-12,00"), ("19", "petrol", "-55,43")],
}


def write_samples(folder):
    paths = []
    for month, lines in MONTHS.items():
        path = os.path.join(folder, "export_%s.csv" % month)
        with open(path, "w", newline="", encoding="latin-1") as fh:
            out = csv.writer(fh, delimiter=";")
            out.writerow(HEADER)
            for day, who, amount in lines:
                out.writerow([month + "-" + day, who, amount])
        paths.append(path)
    return paths


def to_number(german):
    return float(german.replace(".", "").replace(",", "."))


def read_export(path, delimiter=";"):
    with open(path, newline="", encoding="latin-1") as fh:
        lines = list(csv.DictReader(fh, delimiter=delimiter))
    return ((line["who"], to_number(line["amount"])) for line in lines)


def add_up(paths, jobs):
    sums = collections.defaultdict(float)
    with mp.Pool(jobs) as pool:
        waiting = [pool.apply_async(read_export, (p,)) for p in paths]
        for w in waiting:
            for who, amount in w.get(30):
                sums[who] += amount
    return sums


def main():
    with tempfile.TemporaryDirectory() as folder:
        paths = write_samples(folder)
        sums = add_up(paths, 2)
    for who in sorted(sums, key=sums.get):
        print("%-10s %9.2f" % (who, sums[who]))


if __name__ == "__main__":
    main()
