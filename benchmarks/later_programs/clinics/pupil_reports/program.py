"""Writes the reports of all pupils of a form."""

import argparse
import multiprocessing as mp

import settings

MARKS = {
    "Abel": (71, 48, 90),
    "Bea": (82, 85, 66),
    "Cyril": (50, 39, 44),
    "Dora": (64, 77, 58),
}

progress = []


def prepare(arguments):
    """Runs in every worker before its first report."""
    global options, written
    options = arguments
    written = 0


def comment(mark):
    return next(text for limit, text in settings.COMMENTS.items() if mark >= limit)


def report(item):
    global written
    name, marks = item
    written += 1
    lines = [settings.SCHOOL, f"Report of {name}, {options.term} term"]
    lines += [f"  {subject}: {mark} ({comment(mark)})" for subject, mark in zip(settings.SUBJECTS, marks)]
    if options.head:
        lines.append("Signed: " + options.head)
    return name, "\n".join(lines)


def keep(result):
    progress.append(result[0])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--term", default="spring")
    parser.add_argument("--head", default="M. Albright")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()

    reports = {}
    with mp.Pool(arguments.jobs, initializer=prepare, initargs=(arguments,)) as pool:
        for result in pool.imap_unordered(report, MARKS.items()):
            keep(result)
            reports[result[0]] = result[1]

    for name in sorted(reports):
        print(reports[name])
    assert sorted(progress) == sorted(MARKS)
    assert all("spring term" in text and "M. Albright" in text for text in reports.values())
    print("ok")


if __name__ == "__main__":
    main()
