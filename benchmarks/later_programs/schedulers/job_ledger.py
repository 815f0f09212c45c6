import multiprocessing as mp
import os
import sqlite3
import tempfile
from contextlib import closing


class Ledger:
    """Job states in SQLite; every process that uses a ledger gets a connection of its own."""

    def __init__(self, path):
        self.path = path
        self._connection = None
        self._owner = None

    def __getstate__(self):
        return {"path": self.path, "_connection": None, "_owner": None}

    @property
    def connection(self):
        if self._connection is None or self._owner != os.getpid():
            self._connection = sqlite3.connect(self.path, timeout=15)
            self._owner = os.getpid()
        return self._connection

    def create(self, jobs):
        with self.connection as db:
            db.execute("CREATE TABLE job (id INTEGER PRIMARY KEY, state TEXT, worker INTEGER)")
            db.executemany("INSERT INTO job VALUES (?, 'new', NULL)", [(job,) for job in jobs])

    def finish(self, job):
        with self.connection as db:
            db.execute("UPDATE job SET state = 'done', worker = ? WHERE id = ?", (os.getpid(), job))
        return job

    def count(self, state):
        query = "SELECT count(*) FROM job WHERE state = ?"
        return self.connection.execute(query, (state,)).fetchone()[0]

    def close(self):
        if self._owner == os.getpid():
            self._connection.close()
        self._connection = self._owner = None


def drain(ledger, jobs):
    with closing(ledger):
        return [ledger.finish(job) for job in jobs]


def main():
    jobs = range(1, 13)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(os.path.join(folder, "jobs.sqlite"))
        with closing(ledger):
            ledger.create(jobs)
        with mp.Pool(2) as pool:
            done = pool.starmap(drain, [(ledger, jobs[::2]), (ledger, jobs[1::2])], chunksize=1)
        with closing(ledger):
            counts = ledger.count("done"), ledger.count("new")
    print("ok" if counts == (12, 0) and sorted(sum(done, [])) == list(jobs) else "wrong")


if __name__ == "__main__":
    main()
