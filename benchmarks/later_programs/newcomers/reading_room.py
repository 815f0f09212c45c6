"""Count loans per subject for the yearly report of the school library."""
import argparse
import multiprocessing as mp
from collections import Counter
from functools import partial

LOANS = [
    ("2024-09-03", "biology"), ("2024-09-03", "novels"), ("2024-09-04", "novels"),
    ("2024-10-11", "history"), ("2024-10-12", "biology"), ("2024-11-20", "novels"),
    ("2025-01-08", "history"), ("2025-01-09", "novels"), ("2025-02-02", "atlases"),
]


def count_subjects(loans, *, prefix=""):
    return Counter(subject for day, subject in loans if day.startswith(prefix))


def slices(rows, size):
    for start in range(0, len(rows), size):
        yield rows[start:start + size]


def plan_batches(rows):
    """New interpreters cost more to start, so they get fewer and larger batches."""
    match mp.get_start_method():
        case "fork":
            workers, size = 3, 2
        case "spawn":
            workers, size = 2, 5
    return workers, list(slices(rows, size))


def yearly_report(rows, prefix):
    workers, batches = plan_batches(rows)
    total = Counter()
    with mp.Pool(workers) as pool:
        for part in pool.imap_unordered(partial(count_subjects, prefix=prefix), batches):
            total += part
        pool.close()
        pool.join()
    return total


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--year", default="2024")
    options = parser.parse_args(argv)
    report = yearly_report(LOANS, options.year)
    for subject, number in report.most_common():
        print(f"{number:4} {subject}")
    assert report["novels"] == 3, report
    print("ok")


if __name__ == "__main__":
    main()
