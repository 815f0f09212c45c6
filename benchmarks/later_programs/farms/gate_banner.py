#!/usr/bin/env python3
"""Opens and closes the gates of the collecting yard."""
import argparse
import logging
import multiprocessing
import os
import sys

GATES = ("yard", "lane", "parlour")
CPUS = multiprocessing.cpu_count()
ME = multiprocessing.current_process().name


def banner():
    method = multiprocessing.get_start_method(allow_none=True) or "not chosen yet"
    return "%s: %d cpus, start method: %s" % (ME, CPUS, method)


def move(gate, conn):
    try:
        order = conn.recv()
        conn.send("%s %s by %d" % (gate, order, os.getpid()))
    finally:
        conn.close()


def choose_method(wanted):
    if multiprocessing.get_start_method(allow_none=True) is None:
        if wanted in multiprocessing.get_all_start_methods():
            multiprocessing.set_start_method(wanted)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--method", default="spawn")
    ap.add_argument("--order", choices=["open", "shut"], default="open")
    ns = ap.parse_args()
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
    logging.info(banner())

    ends = {gate: multiprocessing.Pipe() for gate in GATES}
    choose_method(ns.method)
    procs = {}
    for gate, (here, there) in ends.items():
        procs[gate] = multiprocessing.Process(target=move, args=(gate, there))
        procs[gate].start()
        there.close()

    failed = 0
    for gate, (here, there) in ends.items():
        here.send(ns.order)
        if here.poll(6):
            logging.info(here.recv().rsplit(" by ", 1)[0])
        else:
            failed += 1
        here.close()
        procs[gate].join()
        failed += procs[gate].exitcode != 0
    if failed:
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
