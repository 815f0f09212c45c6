"""Count request outcomes in access logs; each reader process streams partial counts back."""
import collections
import multiprocessing.connection as mpc
import pathlib
import sys
import tempfile

import feeds
from access import count_file


def gather(readers):
    """Add up what the readers send until every one of them has hung up."""
    totals = collections.Counter()
    waiting = {reader.inbox: reader for reader in readers}
    while waiting:
        for inbox in mpc.wait(list(waiting)):
            try:
                part = inbox.recv()
            except EOFError:
                waiting.pop(inbox).finish()
            else:
                totals.update(part)
    return totals


def sample(folder):
    folder = pathlib.Path(folder)
    for number, codes in enumerate(([200] * 50 + [404] * 5, [200] * 30 + [500] * 2, [301] * 8)):
        path = folder / ("access.%d" % number)
        path.write_text("".join("GET /page HTTP/1.1 %d 512\n" % code for code in codes), encoding="ascii")
        yield path


def main(argv):
    with tempfile.TemporaryDirectory(prefix="linestats-") as folder:
        paths = [pathlib.Path(arg) for arg in argv] or list(sample(folder))
        readers = [feeds.Feed(count_file, path) for path in paths]
        totals = gather(readers)
    failed = [reader.label for reader in readers if reader.status != 0]
    if failed:
        print("not read:", ", ".join(failed), file=sys.stderr)
        return 1
    print(" ".join("%s=%d" % pair for pair in sorted(totals.items())))
    print("requests: %d" % sum(totals.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
