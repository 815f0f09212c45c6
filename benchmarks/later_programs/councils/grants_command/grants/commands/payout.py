"""Pays out the grants that the council has approved."""
import multiprocessing

from grants import shutdown
from grants.base import BaseCommand

APPROVED = {"choir": 400, "judo": 1200, "chess": 90}


def pay(item):
    club, amount = item
    return f"{club}: {amount * 0.98:.2f}"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--jobs", type=int, default=2)

    def handle(self, *, dry_run, jobs):
        if shutdown.requested.is_set():
            return
        multiprocessing.set_start_method("spawn")
        with multiprocessing.Pool(jobs) as pool:
            for line in pool.imap(pay, APPROVED.items()):
                print("would pay" if dry_run else "paid", line)
