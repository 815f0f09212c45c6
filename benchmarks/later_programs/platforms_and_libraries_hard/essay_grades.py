import argparse
import multiprocessing
import time
from contextlib import ExitStack


def grade(essay):
    words = essay.split()
    time.sleep(len(words) / 40)
    return len(set(words)) / len(words)


class Grader:
    def __init__(self, pool):
        self._pool = pool

    def scores(self, essays):
        return self._pool.imap_unordered(grade, essays)


def rank(essays, grader):
    graded = zip(essays, grader.scores(essays))
    return sorted(((score, essay[:24]) for essay, score in graded), reverse=True)


def sample_essays(count):
    essays = []
    for n in range(count):
        vocabulary = [f"w{n}x{k}" for k in range(2 + n)]
        length = 60 - n * 9
        essays.append(" ".join(vocabulary[k % len(vocabulary)] for k in range(length)))
    return essays


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", "--essays", type=int, default=6)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    essays = sample_essays(options.essays)
    with ExitStack() as stack:
        pool = stack.enter_context(multiprocessing.Pool(options.jobs))
        ranking = rank(essays, Grader(pool))
    for score, title in ranking:
        print(f"{score:5.3f}  {title}")


if __name__ == "__main__":
    main()
