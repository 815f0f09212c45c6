"""Smoke run of the access-log spool: one collector process, one client, then a look at the file."""
import tempfile
from pathlib import Path

from spool import Collector, SpoolClient

RECORDS = 60


def access_lines(count):
    for number in range(count):
        status = 304 if number % 7 == 0 else 200
        yield f"10.0.0.{number % 13} GET /article/{number} {status}"


def ship(address, count):
    with SpoolClient(address) as client:
        return sum(client.send(line) for line in access_lines(count))


def main():
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "access.log")
        with Collector(target, batch=25) as collector:
            accepted = ship(collector.address, RECORDS)
        stored = len(target.read_text(encoding="utf-8").splitlines())
    print(f"{accepted} accepted, {stored} stored")
    print("ok" if stored == accepted else f"spool is short by {accepted - stored}")


if __name__ == "__main__":
    main()
