import sys

from meter import Meter

PIPES = {"spring": [4, 4, 5, 0], "borehole": [9, 9, 9, 8, 8]}


def main():
    meters = [Meter(name, pulses) for name, pulses in sorted(PIPES.items())]
    for m in meters:
        m.begin()
    got = {}
    for m in meters:
        got[m.name] = list(m.changes())
        m.join()
        if m.exitcode:
            sys.exit("%s failed" % m.name)
    for m in meters:
        s = m.stats
        print("%-9s %d pulses, top %.2f %s" % (m.name, s.count, s.top, s.unit.decode("ascii")))
    if got == {"spring": [9.0, 11.25, 0.0], "borehole": [20.25, 18.0]} and meters[0].stats.count == 5:
        print("ok")
    else:
        print("flow differs: %r" % got)


if __name__ == "__main__":
    main()
