"""Rehearse the front-end part of a release."""
import argparse
import sys

from tasks import PIPELINE
from toolbox import dry_run_toolbox


def rehearse(tasks, cwd):
    log = {}
    for task in tasks:
        status, text = task.run(cwd)
        print("%-8s exit %d: %s" % (task.title, status, text.decode("ascii")))
        log[task.title] = status == 0 and text == b"dry-run npm"
    return log


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=[t.title for t in PIPELINE])
    options = parser.parse_args(argv)
    tasks = [t for t in PIPELINE if options.only in (None, t.title)]
    with dry_run_toolbox() as folder:
        log = rehearse(tasks, folder)
    good = len(log) == len(tasks) and all(log.values())
    print("ok" if good else "wrong")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
