import atexit
import json
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor


def dump(path, numbers):
    with open(path, "w", encoding="utf-8") as target:
        json.dump(numbers, target)
    return os.path.getsize(path)


class Metrics:
    def __init__(self, path):
        self.path = path
        self.numbers = {}
        self.executor = ProcessPoolExecutor(max_workers=1)

    def add(self, key, amount=1):
        self.numbers[key] = self.numbers.get(key, 0) + amount

    def flush(self):
        job = self.executor.submit(dump, self.path, self.numbers)
        return job.result()

    def close(self):
        size = self.flush()
        self.executor.shutdown()
        os.remove(self.path)
        print(size, "bytes of metrics")
        print("ok")


def main():
    handle, path = tempfile.mkstemp()
    os.close(handle)
    metrics = Metrics(path)
    atexit.register(metrics.close)
    for number in range(10):
        metrics.add("even" if number % 2 == 0 else "odd")
    metrics.flush()


if __name__ == "__main__":
    main()
