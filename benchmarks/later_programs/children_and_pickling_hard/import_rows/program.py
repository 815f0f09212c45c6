import multiprocessing as mp

from importer import MissingFile, RowError, load_row, read_source

LINES = ["apple,1.20", "pear,0.95", "plum,cheap", "fig,2.10"]


def main():
    good, bad = [], []
    with mp.get_context().Pool(2) as pool:
        pending = [pool.apply_async(load_row, (item,)) for item in enumerate(LINES, 1)]
        missing = pool.apply_async(read_source, ("/no/such/prices.csv",))
        for result in pending:
            try:
                good.append(result.get(timeout=15))
            except RowError as error:
                bad.append((error.line, error.column))
        try:
            missing.get(timeout=15)
        except MissingFile as error:
            bad.append(error.tried)
    assert len(good) == 3 and bad == [(3, "price"), 3], (good, bad)
    print("ok")


if __name__ == "__main__":
    main()
