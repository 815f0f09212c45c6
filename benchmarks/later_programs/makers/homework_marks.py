"""Mark the programs that the class handed in."""
import collections
import concurrent.futures as cf
import multiprocessing as mp
import sys

HANDED_IN = {
    "mia": "def area(a, b):\n    return a * b\n",
    "jonas": "def area(a, b):\n    return a + b\n",
    "lea": "def area(a, b)\n    return a * b\n",
    "paul": "area = lambda a, b: a * b\n",
}
CASES = [((2, 3), 6), ((0, 5), 0), ((4, 4), 16)]


def mark(name):
    scope = {}
    exec(compile(HANDED_IN[name], f"{name}.py", "exec"), scope)
    return name, sum(scope["area"](*given) == wanted for given, wanted in CASES)


def warm_up(_):
    compile("1 + 1", "warm-up", "eval")


class MarkBook:
    def __init__(self):
        self.points = {}
        self.problems = []

    def enter(self, marked):
        name, points = marked
        self.points[name] = points

    def complain(self, error):
        self.problems.append(type(error).__name__)

    def settle(self, future):
        error = future.exception()
        if error:
            self.complain(error)
        else:
            self.enter(future.result())


def with_pool(book):
    with mp.Pool(2) as pool:
        for name in HANDED_IN:
            pool.apply_async(mark, (name,), callback=book.enter, error_callback=book.complain)
        pool.close()
        pool.join()


def with_callbacks(book):
    with cf.ProcessPoolExecutor(2) as executor:
        collections.deque(executor.map(warm_up, range(2)), maxlen=0)
        for name in HANDED_IN:
            executor.submit(mark, name).add_done_callback(book.settle)


def with_waiting(book):
    with cf.ProcessPoolExecutor(2) as executor:
        open_jobs = {executor.submit(mark, name) for name in HANDED_IN}
        while open_jobs:
            done, open_jobs = cf.wait(open_jobs, return_when=cf.FIRST_COMPLETED)
            for job in done:
                book.settle(job)


def as_they_come(book):
    jobs = []
    with cf.ProcessPoolExecutor(2) as executor:
        for name in HANDED_IN:
            jobs.append(executor.submit(mark, name))
        for job in cf.as_completed(jobs):
            try:
                book.enter(job.result())
            except SyntaxError as error:
                book.complain(error)


def main():
    books = []
    for way in (with_pool, with_callbacks, with_waiting, as_they_come):
        book = MarkBook()
        way(book)
        books.append((book.points, book.problems))
        print(f"{way.__name__:15}", *(f"{n}:{p}" for n, p in sorted(book.points.items())), *book.problems)
    assert books == [({"mia": 3, "jonas": 0, "paul": 3}, ["SyntaxError"])] * 4
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
