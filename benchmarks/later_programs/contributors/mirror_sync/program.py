"""Compare the files of a mirror with their origin."""
from multiprocessing import get_context

from backends import BACKENDS, probe

NAMES = ["a.tar", "b.tar", "c.tar"]


class Mirror:
    def __init__(self, scheme, root, pool):
        self.origin = BACKENDS[scheme](root)
        self.pool = pool

    def fingerprints(self):
        yield from self.pool.imap(self.origin.fingerprint, NAMES)


def main():
    with get_context().Pool(2) as pool:
        schemes = dict(pool.map(probe, BACKENDS))
        mirror = Mirror("memory", "/pub", pool)
        remote = dict(mirror.fingerprints())
    local = dict(map(mirror.origin.fingerprint, NAMES))
    print(schemes, sorted(remote))
    print("ok" if local == remote else "mirror differs")


if __name__ == "__main__":
    main()
