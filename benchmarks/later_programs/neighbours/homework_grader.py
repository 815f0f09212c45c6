"""Grade the students' solutions of exercise 3: each runs its test case in a worker of its own."""
import argparse
import io
import multiprocessing as mp
import sys
import unittest

SUBMISSIONS = {
    "ada": "def median(xs):\n    xs = sorted(xs)\n    return xs[len(xs) // 2]\n",
    "ben": "def median(xs):\n    return sum(xs) / len(xs)\n",
    "cleo": "import statistics\nmedian = statistics.median\n",
    "dan": "def median(xs):\n    return sorted(xs)[0]\n",
}

solution = {}


class MedianTest(unittest.TestCase):
    def test_odd(self):
        self.assertEqual(solution["median"]([3, 1, 2]), 2)

    def test_even(self):
        self.assertEqual(solution["median"]([4, 1, 2, 3]), 2.5)

    def test_single(self):
        self.assertEqual(solution["median"]([7]), 7)


class Quiet(unittest.TextTestRunner):
    def __init__(self, **options):
        options["stream"] = io.StringIO()
        super().__init__(**options)


def grade(student):
    solution.clear()
    exec(SUBMISSIONS[student], solution)
    program = unittest.main(module=__name__, argv=["grade", "MedianTest"], testRunner=Quiet)
    result = program.result
    return student, result.testsRun - len(result.failures) - len(result.errors)


def options(argv):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", nargs="*", choices=sorted(SUBMISSIONS))
    return parser.parse_args(argv)


def main(argv=None):
    chosen = options(argv)
    students = chosen.only or sorted(SUBMISSIONS)
    pool = mp.Pool(chosen.jobs)
    try:
        marks = dict(pool.map(grade, students))
    finally:
        pool.terminate()
    for student in students:
        print("%-6s %d/3" % (student, marks[student]))
    assert marks["cleo"] == 3
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
