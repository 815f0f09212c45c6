import argparse
import multiprocessing
import sys

import board


def robot(name, address, key):
    sheet = board.join_board(address, key)
    for what in ("cleaned", "ready"):
        sheet.post(name, what)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=0)
    ap.add_argument("robots", nargs="*", default=["astrid", "lely"])
    ns = ap.parse_args()
    manager, key = board.open_board(ns.port)
    try:
        crew = [multiprocessing.Process(target=robot, args=(r, manager.address, key)) for r in ns.robots]
        for p in crew:
            p.start()
        for p in crew:
            p.join()
        codes = [p.exitcode for p in crew]
        rows = manager.board().read()
    finally:
        manager.shutdown()
    for who, what in rows:
        print("%-8s %s" % (who, what))
    if any(codes) or len(rows) != 2 * len(ns.robots):
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
