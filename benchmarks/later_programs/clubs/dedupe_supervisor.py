"""Find files that are there twice, with a process for every folder."""
import hashlib
import multiprocessing
import sys
from collections import defaultdict

FOLDERS = {
    "photos": 6000,
    "music": 4000,
}


def scan(folder, count, results):
    """The fingerprints of all files of a folder (which are made up here)."""
    found = []
    for number in range(count):
        content = f"{folder if number % 2 else 'same'} {number}".encode()
        found.append((hashlib.sha1(content).hexdigest(), f"{folder}/{number:05}.dat"))
    results.put(found)


class Supervisor:
    def __init__(self, jobs):
        self.results = multiprocessing.Queue()
        self.processes = []
        for folder, count in jobs.items():
            process = multiprocessing.Process(target=scan, name=folder, args=(folder, count, self.results))
            self.processes.append(process)

    def start(self):
        for process in self.processes:
            process.start()

    def wait(self):
        for process in self.processes:
            process.join()
            if process.exitcode != 0:
                sys.exit(f"{process.name}: exit code {process.exitcode}")

    def collect(self):
        twins = defaultdict(list)
        for _ in self.processes:
            for digest, path in self.results.get():
                twins[digest].append(path)
        return {digest: paths for digest, paths in twins.items() if len(paths) > 1}

    def run(self):
        self.start()
        self.wait()
        return self.collect()


def main():
    twins = Supervisor(FOLDERS).run()
    print(len(twins), "files are there more than once")
    print("ok")


if __name__ == "__main__":
    main()
