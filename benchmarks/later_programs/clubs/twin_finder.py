"""Find records that are there twice, with a process for every crate."""
import multiprocessing
import sys
import threading
import zlib

CRATES = {"jazz": 9000, "soul": 7000}


def scan(crate, count, results):
    found = []
    for number in range(count):
        title = f"{crate if number % 2 else 'both'} {number}"
        found.append((zlib.crc32(title.encode()), f"{crate}/{number:05}"))
    results.put(found)


class Finder:
    def __init__(self, crates):
        self.results = multiprocessing.Queue()
        self.twins = {}
        self.processes = [
            multiprocessing.Process(target=scan, name=crate, args=(crate, count, self.results))
            for crate, count in crates.items()
        ]

    def wait(self):
        for process in self.processes:
            process.join()
            if process.exitcode != 0:
                sys.exit(f"{process.name}: exit code {process.exitcode}")

    def collect(self):
        for _ in self.processes:
            for digest, path in self.results.get():
                self.twins.setdefault(digest, []).append(path)

    def run(self):
        for process in self.processes:
            process.start()
        collector = threading.Thread(target=self.collect)
        collector.start()
        self.wait()
        collector.join()
        return [paths for paths in self.twins.values() if len(paths) > 1]


def main():
    twins = Finder(CRATES).run()
    print(len(twins), "records are there twice")
    if len(twins) == 3500:
        print("ok")


if __name__ == "__main__":
    main()
