"""Report how well the assets of a site compress."""
import multiprocessing
import tempfile
from pathlib import Path

from measure import compressed_size


class Workers:
    """Thin wrapper around a pool: ordered map with a progress line."""

    def __init__(self, jobs):
        self.jobs = jobs
        self._pool = None

    def __enter__(self):
        self._pool = multiprocessing.Pool(self.jobs)
        return self

    def __exit__(self, *exc_info):
        self._pool.close()
        self._pool.join()

    def map(self, function, items):
        items = list(items)
        for done, value in enumerate(self._pool.imap(function, items), 1):
            print("%d/%d" % (done, len(items)))
            yield value


def make_assets(folder):
    for name, text in (("app.js", "let a = 1;\n"), ("site.css", "p { margin: 0 }\n")):
        (folder / name).write_text(text * 500)


def main():
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name).resolve()
        make_assets(folder)
        with Workers(jobs=2) as workers:
            report = list(workers.map(compressed_size, sorted(map(str, folder.iterdir()))))
    for asset, plain, packed in report:
        print("%-10s %6d %6d" % (asset, plain, packed))
    print("ok" if all(packed < plain for _, plain, packed in report) else "bad report")


if __name__ == "__main__":
    main()
