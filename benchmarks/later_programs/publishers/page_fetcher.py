"""Reads the pages of an archive with a few threads."""
import io
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.dummy import Pool as Workers
from multiprocessing.pool import ThreadPool


def make_archive(pages):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(pages):
            archive.writestr(f"page-{number:03}.txt", f"text of page {number} " * (number + 1))
    return zipfile.ZipFile(buffer)


class Fetcher:
    def __init__(self, archive):
        self.archive = archive
        self.lock = threading.Lock()
        self.fetched = 0

    def fetch(self, name):
        with self.lock:
            self.fetched += 1
            return self.archive.read(name).decode()


def fetch_all(archive, workers=3):
    fetcher = Fetcher(archive)
    with ThreadPool(workers) as pool:
        texts = pool.map(fetcher.fetch, archive.namelist())
        lengths = pool.map(lambda text: len(text.split()), texts)
    return texts, lengths, fetcher.fetched


def longest(texts):
    best = []

    def look(text):
        best.append((len(text), text))

    watcher = threading.Thread(target=lambda: [look(text) for text in texts])
    watcher.start()
    watcher.join()
    return max(best)[1]


def titles(texts, workers=2):
    gate = threading.Semaphore(workers)

    def title(text, gate):
        with gate:
            return " ".join(text.split()[:4])

    with ThreadPoolExecutor(workers) as executor:
        futures = [executor.submit(title, text, gate) for text in texts]
        return [future.result() for future in futures]


def main():
    with make_archive(6) as archive:
        texts, lengths, fetched = fetch_all(archive)
    assert fetched == 6
    assert lengths == [4 * (n + 1) for n in range(6)], lengths
    assert longest(texts) == texts[-1]
    assert titles(texts)[2] == "text of page 2"
    with Workers(2) as workers:
        assert workers.apply(lambda: sum(lengths)) == 84
    print(fetched, "pages")
    print("ok")


if __name__ == "__main__":
    main()
