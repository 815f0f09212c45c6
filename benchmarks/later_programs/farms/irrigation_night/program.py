#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Night run of the irrigation zones."""
import argparse
import multiprocessing
import sys

import settings


def water(job):
    zone, minutes = job
    litres = minutes * 18.5
    return zone, litres


def parse_args(argv):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("-c", "--config", default=None)
    ap.add_argument("-q", "--quiet", action="store_true")
    return ap.parse_args(argv)


def main(argv=None):
    opts = parse_args(argv)
    cfg = settings.load(opts.config)
    if not opts.quiet:
        print(settings.BANNER)

    multiprocessing.set_start_method(cfg.get("workers", "method"))

    jobs = [(name, cfg.getint("zones", name)) for name in cfg.options("zones")]
    with multiprocessing.Pool(cfg.getint("workers", "count")) as pool:
        done = pool.map(water, jobs)

    for zone, litres in sorted(done):
        print("%-10s %8.1f l" % (zone, litres))
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
