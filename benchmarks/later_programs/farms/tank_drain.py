#!/usr/bin/env python3
"""Runs the drain programme of the tanks; the commands come from the ini file."""
import configparser
import logging
import subprocess
import sys

INI = """
[drain]
limit = 1.5

[commands]
rinse = echo rinsed
drain = echo opening; sleep 20; echo drained
lock = echo locked
"""

log = logging.getLogger("drain")


def run_command(name, line, limit):
    p = subprocess.Popen(line, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        out, _ = p.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        log.error("%s: not done after %.1f s, stopped", name, limit)
        p.kill()
        out, _ = p.communicate()
    return p.returncode, out.decode("utf-8", "replace").split()


def main():
    logging.basicConfig(format="%(levelname)s %(message)s", stream=sys.stdout)
    cp = configparser.ConfigParser()
    cp.read_string(INI)
    limit = cp.getfloat("drain", "limit")
    for name, line in cp.items("commands"):
        code, words = run_command(name, line, limit)
        print("%-6s %4d  %s" % (name, code, " ".join(words)))
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
