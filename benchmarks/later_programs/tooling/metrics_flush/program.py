"""Record the timings of a deployment and print them in the exposition format."""
import itertools
import logging

from exporter import Exporter

EXPECTED = [
    "deploy_seconds{n=4} 2.500",
    "rollback_seconds{n=2} 0.500",
    "smoke_seconds{n=1} 7.000",
]


def timings():
    deploy = zip(itertools.repeat("deploy_seconds"), (1.0, 2.0, 3.0, 4.0))
    rollback = zip(itertools.repeat("rollback_seconds"), (0.25, 0.75))
    return itertools.chain(deploy, rollback, [("smoke_seconds", 7.0)])


def report(lines):
    for line in lines:
        print(line)
    print("ok" if sorted(lines) == EXPECTED else "wrong")


def main():
    logging.basicConfig(level=logging.WARNING)
    exporter = Exporter(batch=4, on_close=report)
    for name, value in timings():
        exporter.observe(name, value)
    print("recorded", len(exporter.lines), "series,", len(exporter.pending), "open")


if __name__ == "__main__":
    main()
