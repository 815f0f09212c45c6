#!/usr/bin/env python3
import argparse
import logging
import sys

from supervisor import Supervisor


def main(argv=None):
    ap = argparse.ArgumentParser(prog="hive_cam")
    ap.add_argument("--hives", type=int, default=2)
    ap.add_argument("--ticks", type=int, default=3)
    ns = ap.parse_args(argv)
    with Supervisor(ns.hives) as sup:
        ticks = sup.collect(ns.ticks)
    if any(sup.codes):
        logging.error("cameras ended with %s", sup.codes)
        return 1
    for hive in sorted(ticks):
        print("hive %d seen" % hive)
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
