"""Look up scanned herbarium sheets in an archive from several processes."""
import os
import sys
import tempfile
from multiprocessing import Pool, Process, SimpleQueue

from sheets import SheetArchive, SheetIndex, write_sheets

archive = None


def open_archive(path):
    global archive
    archive = SheetArchive(path)


def species_of(number):
    return archive.sheet(number).split(":")[0]


def check_index(index, numbers, out):
    out.put(sum(index.length(n) for n in numbers))


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sheets.zip")
        table = os.path.join(folder, "sheets.idx")
        write_sheets(path, table, 300)

        with Pool(3, initializer=open_archive, initargs=(path,)) as pool:
            species = pool.map(species_of, range(300), chunksize=10)
            pool.close()
            pool.join()
        assert species == ["species %d" % (n % 23) for n in range(300)]

        lazy = SheetArchive(path)
        with Pool(2) as pool:
            texts = pool.map(lazy.sheet, [3, 4, 5, 250])
        assert [t.split(":")[1] for t in texts] == ["3", "4", "5", "250"]

        index = SheetIndex(table)
        out = SimpleQueue()
        readers = [Process(target=check_index, args=(index, range(k, 300, 3), out)) for k in range(3)]
        for r in readers:
            r.start()
        total = sum(out.get() for _ in readers)
        for r in readers:
            r.join()
            if r.exitcode:
                sys.exit("index reader failed")
        assert total == sum(len(text) for text in lazy.all_sheets())
        lazy.close()
    print(len(set(species)), "species on 300 sheets,", total, "characters")
    print("ok")


if __name__ == "__main__":
    main()
