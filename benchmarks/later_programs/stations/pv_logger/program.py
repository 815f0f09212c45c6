"""Yield of the solar roof, one process per string of modules."""
import sys

from strings import StringLogger, parse_strings

ROOF = """
east   12  410
south  18  410
west   10  395
"""


def main():
    loggers = [StringLogger(name, modules, peak) for name, modules, peak in parse_strings(ROOF)]
    for logger in loggers:
        logger.start()
    for logger in loggers:
        logger.join()
        if logger.exitcode:
            sys.exit("string %s failed" % logger.label)
    total = 0.0
    for logger in loggers:
        total += logger.energy
        print("%-6s %5.1f kWh, best hour %s" % (logger.label, logger.energy, logger.best_hour))
    if total > 0:
        print("ok")
    else:
        print("total %.1f kWh on a sunny day" % total)


if __name__ == "__main__":
    main()
