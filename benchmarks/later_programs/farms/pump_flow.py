#!/usr/bin/env python3
"""pump_flow [--seconds N]

Reads the flow meter in a process of its own and draws a bar for each reading.
"""
import getopt
import multiprocessing
import sys
import time

PULSES = (14, 15, 15, 13, 2, 0)


def meter(conn, pause):
    for pulses in PULSES:
        conn.send(pulses * 2.25)
        time.sleep(pause)
    conn.close()


def bars(source):
    while True:
        try:
            flow = source.recv()
        except EOFError:
            return
        yield flow, "#" * int(flow)


def usage():
    sys.stderr.write(__doc__)
    return 2


def main(argv):
    try:
        opts, rest = getopt.getopt(argv, "h", ["seconds=", "help"])
    except getopt.GetoptError:
        return usage()
    pause = 0.02
    for opt, val in opts:
        if opt in ("-h", "--help"):
            return usage()
        pause = float(val) / len(PULSES)

    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=meter, args=(sender, pause))
    child.start()

    total = 0.0
    for flow, bar in bars(receiver):
        total += flow
        print("%6.2f %s" % (flow, bar))
    child.join()
    if child.exitcode != 0:
        return 1

    print("total %.2f" % total)
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
