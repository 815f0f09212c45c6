"""Workers of a pool log through the parent, which alone writes and rotates the file."""
import logging
import multiprocessing
import os
import tempfile

import relay


def parse(line):
    logger = logging.getLogger("shipper")
    key, _, value = line.partition("=")
    if not value:
        logger.warning("no value in %r", line)
        return None
    logger.info("parsed %s", key)
    return key, int(value)


def ship(lines, path):
    ctx = multiprocessing.get_context()
    records = ctx.Queue()
    pool = ctx.Pool(2, initializer=relay.attach, initargs=(records,))
    with relay.collecting(records, path):
        try:
            parsed = pool.map(parse, lines, chunksize=3)
            pool.close()
        except BaseException:
            pool.terminate()
            raise
        finally:
            pool.join()
    return dict(filter(None, parsed))


def main():
    lines = ["k%d=%d" % (number, number * number) for number in range(11)] + ["broken"]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "shipper.log")
        table = ship(lines, path)
        with open(path, encoding="utf-8") as written:
            logged = written.read().splitlines()
    right = len(table) == 11 and len(logged) == 12 and sum("WARNING" in line for line in logged) == 1
    print("ok" if right else "wrong")


if __name__ == "__main__":
    main()
