"""Import tickets from a table and report all problems."""
import multiprocessing as mp

import importer
from errors import BadRow, ImportProblem

ROWS = [("T-1", "2.5"), ("T-2", "soon"), ("T-3", "1"), ("T-0", "4")]


def import_all(ctx, rows, known):
    counter = ctx.Value("i", 0, lock=False)
    with ctx.Pool(2, importer.configure, (ctx.Lock(), counter, known)) as pool:
        pending = [pool.apply_async(importer.import_row, (item,)) for item in enumerate(rows, 1)]
        for result in pending:
            try:
                yield result.get()
            except ImportProblem as problem:
                yield problem
    yield counter.value


def main():
    *outcomes, count = import_all(mp.get_context(), ROWS, frozenset({"T-0"}))
    problems = [item for item in outcomes if isinstance(item, ImportProblem)]
    for problem in problems:
        print("problem:", problem)
    good = count == 2 and len(problems) == 2 and isinstance(problems[0], BadRow)
    print("ok" if good else "import went wrong")


if __name__ == "__main__":
    main()
