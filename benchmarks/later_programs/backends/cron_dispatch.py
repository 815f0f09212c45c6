"""Run the jobs of a crontab line and report how each of them ended."""
import argparse
import multiprocessing
import signal
from enum import Enum


class Outcome(Enum):
    DONE = 0
    RETRY = 75
    BROKEN = 1


def rotate_keys(dry_run):
    raise SystemExit(Outcome.DONE.value)


def fetch_rates(dry_run):
    raise SystemExit(Outcome.DONE.value if dry_run else Outcome.RETRY.value)


def purge_carts(dry_run):
    removed = 0 if dry_run else 12
    print("carts removed:", removed, flush=True)


JOBS = {job.__name__: job for job in (rotate_keys, fetch_rates, purge_carts)}


class Dispatcher:
    def __init__(self):
        self.running = {}

    def install(self):
        """Jobs may leave helpers of their own behind: let the kernel collect them."""
        if hasattr(signal, "SIGCHLD"):
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)

    def launch(self, name, dry_run):
        process = multiprocessing.Process(target=JOBS[name], args=(dry_run,), name=name)
        process.start()
        self.running[name] = process

    def outcomes(self):
        for name, process in self.running.items():
            process.join()
            yield name, Outcome(process.exitcode)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jobs", nargs="*", default=list(JOBS))
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    dispatcher = Dispatcher()
    dispatcher.install()
    for name in options.jobs:
        dispatcher.launch(name, options.dry_run)
    for name, outcome in dispatcher.outcomes():
        print(f"{name}: {outcome.name}")
    print("ok")


if __name__ == "__main__":
    main()
