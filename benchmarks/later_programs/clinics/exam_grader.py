import logging
import multiprocessing as mp
import platform
import sys

log = logging.getLogger("grader")

KEY = "BADCCABDAC"
SHEETS = {
    "Alvarez, M.": "BADCCABDAC",
    "Brandt, J.": "BADCDABDAA",
    "Chen, L.": "BBDCCABD-C",
    "Dlamini, T.": "CABDDACBAC",
    "Eriksen, P.": "BADCCABCAC",
    "Farouk, S.": "-ADCCAB-AC",
}


def grade_sheet(item):
    """Points of one answer sheet: 1 for a right answer, -0.25 for a wrong one, 0 for none."""
    name, answers = item
    points = 0.0
    for given, right in zip(answers, KEY):
        if given == right:
            points += 1
        elif given != "-":
            points -= 0.25
    return name, points


def environment():
    """One line for the log, so that we know later what a run was made with."""
    return "Python {}, {} CPUs, start method {}, {}".format(
        platform.python_version(), mp.cpu_count(), mp.get_start_method(), sys.platform
    )


def mark(points):
    for limit, name in ((9, "A"), (7.5, "B"), (6, "C"), (4.5, "D")):
        if points >= limit:
            return name
    return "F"


def main():
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(name)s: %(message)s")
    log.info(environment())
    mp.set_start_method("spawn")
    with mp.Pool(2) as pool:
        graded = dict(pool.imap(grade_sheet, SHEETS.items()))
    for name, points in sorted(graded.items()):
        log.info("%-12s %5.2f %s", name, points, mark(points))
    passed = sum(points >= 4.5 for points in graded.values())
    log.info("%d of %d passed", passed, len(graded))
    print("ok")


if __name__ == "__main__":
    main()
