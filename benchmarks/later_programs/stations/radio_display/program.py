"""Show which source the radio telescope is pointed at, in a process of its own."""
import sys
from multiprocessing import Process

from pointing import Pointing

SOURCES = [b"Cassiopeia A (3C 461)", b"Cygnus A (3C 405)", b"Taurus A (3C 144, Crab nebula)"]


def display(pointing):
    name, ra = pointing.read()
    if name not in SOURCES:
        sys.exit("no such source: %r" % (name,))
    print("%-32s RA %6.2f" % (name.decode(), ra), flush=True)


def slew(pointing, number):
    pointing.write(SOURCES[number], 5.5 + 7.25 * number)


def main():
    pointing = Pointing()
    for number, source in enumerate(SOURCES):
        slew(pointing, number)
        screen = Process(target=display, args=(pointing,))
        screen.start()
        screen.join()
        if screen.exitcode != 0:
            sys.exit("the display of %s ended with %s" % (source.decode(), screen.exitcode))
    print("ok")


if __name__ == "__main__":
    main()
