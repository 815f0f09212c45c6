"""Statistics of the school library: loans of each form, made in the background."""

import multiprocessing as mp
import random
import tempfile
from collections import Counter
from pathlib import Path

FORMS = ["5a", "5b", "6a", "6b", "7a", "7b"]


def make_loans(count=6_000, seed=11):
    rng = random.Random(seed)
    loans = {form: [] for form in FORMS}
    for _ in range(count):
        loans[rng.choice(FORMS)].append(("book %03d" % rng.randrange(400), rng.randrange(1, 30)))
    return loans


def write_report(loans, path, cancelled):
    books, late = Counter(), 0
    for book, days in loans:
        if cancelled.is_set():
            return
        books[book] += 1
        late += days > 21
    path.write_text("%d loans, %d books, %d late" % (len(loans), len(books), late))


def start_report(loans, path):
    """Begin with a report; the caller waits for the process."""
    cancelled = mp.Event()
    process = mp.Process(target=write_report, args=(loans, path, cancelled), name="report " + path.stem)
    process.start()
    return process


def main():
    loans = make_loans()
    with tempfile.TemporaryDirectory() as folder:
        processes = [start_report(loans[form], Path(folder, form + ".txt")) for form in FORMS]
        print("reports of", sum(map(len, loans.values())), "loans")
        for process in processes:
            process.join()
        reports = {path.stem: path.read_text() for path in sorted(Path(folder).iterdir())}
    for form, text in reports.items():
        print("  form %s: %s" % (form, text))
    if len(reports) == len(FORMS):
        print("ok")


if __name__ == "__main__":
    main()
