"""Scans a day of request logs with the rules that the operator has switched on."""
import argparse
import sys

from rules import engine, registry

LOG = [
    "GET /index.html 200 12",
    "GET /wp-login.php 404 3",
    "POST /api/upload 413 8",
    "GET /report?q=' OR 1=1 200 44",
    "GET /slow 200 9100",
    "GET /wp-admin 404 2",
]

options = argparse.Namespace(slow=1000, skip=[], workers=2)


def parse(argv):
    parser = argparse.ArgumentParser()
    parser.add_argument("--slow", type=int)
    parser.add_argument("--skip", action="append")
    parser.add_argument("--workers", type=int)
    given = vars(parser.parse_args(argv))
    vars(options).update({name: value for name, value in given.items() if value is not None})


def main(argv):
    parse(argv)
    profile = engine.Profile(slow=options.slow, skipped=frozenset(options.skip))
    hits = engine.scan(LOG, profile, options.workers)
    for rule, count in sorted(hits.items()):
        print(f"{rule}: {count} ({registry.DESCRIPTIONS[rule]})")
    print(f"{engine.lines_seen} lines")
    assert hits == {"probe": 2, "slow": 2}, hits
    assert engine.lines_seen == len(LOG)
    print("ok")


if __name__ == "__main__":
    main(sys.argv[1:] or ["--slow", "40", "--skip", "injection"])
