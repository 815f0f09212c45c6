"""Bill API calls: workers handle requests, the meter notes what each customer used."""
import multiprocessing as mp
import os
import sys
from collections import Counter
from pathlib import Path

import meter

CUSTOMERS = ("acme", "globex", "initech")


def requests(count):
    for number in range(count):
        yield CUSTOMERS[number % 3], f"/v1/orders/{number}"


def api_worker(folder, batch):
    log = meter.open_meter(folder)
    for customer, path in batch:
        if path.startswith("/v1/"):
            log.note(customer)


def start_all(folder, batches):
    for number, batch in enumerate(batches):
        worker = mp.Process(target=api_worker, args=(folder, batch), name=f"api-{number}")
        worker.start()
        yield worker


def bill(folder):
    total = Counter()
    for file in folder.glob("*.usage"):
        total.update(meter.read(file))
        file.unlink()
    folder.rmdir()
    return total


def main():
    folder = Path(f"usage-{os.getpid()}")
    folder.mkdir()
    calls = list(requests(90))
    workers = list(start_all(folder, [calls[0::2], calls[1::2]]))
    for worker in workers:
        worker.join()
    total = bill(folder)
    if any(worker.exitcode for worker in workers):
        sys.exit("a worker failed")
    print(dict(total))
    print("ok" if sum(total.values()) == 90 else "nothing to bill")


if __name__ == "__main__":
    main()
