"""Collect audit records and have them packed and written by a worker process."""
import atexit
import gzip
import json
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor


def write_batch(path, records):
    with gzip.open(path, "at", encoding="utf-8") as handle:
        for record in records:
            handle.write(json.dumps(record) + "\n")
    return len(records)


class AuditTrail:
    def __init__(self, path, batch=100):
        self.path = path
        self.batch = batch
        self.records = []
        self.executor = ProcessPoolExecutor(max_workers=1)
        atexit.register(self.flush)

    def add(self, user, action):
        self.records.append({"user": user, "action": action, "n": len(self.records)})
        if len(self.records) >= self.batch:
            self.flush()

    def flush(self):
        if not self.records:
            return
        records, self.records = self.records, []
        count = self.executor.submit(write_batch, self.path, records).result()
        print("wrote", count, "records", flush=True)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else tempfile.gettempdir()
    trail = AuditTrail(os.path.join(folder, f"audit-{os.getpid()}.gz"))
    for i in range(250):
        trail.add(f"user{i % 7}", "login" if i % 3 else "logout")
    print("250 records collected", flush=True)


if __name__ == "__main__":
    main()
