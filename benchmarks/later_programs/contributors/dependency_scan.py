"""Scan packages for outdated dependencies with a shared result board."""
from multiprocessing import Manager, get_context

LATEST = {"attrs": (23, 1), "click": (8, 1), "rich": (13, 5)}
PACKAGES = {
    "cli-tools": {"click": (8, 0), "rich": (13, 5)},
    "web-api": {"attrs": (22, 2)},
    "docs": {"rich": (13, 5)},
}


class Board:
    """What the scanners found, shared between processes."""

    def __init__(self, manager, names):
        self.entries = manager.dict()
        for name in names:
            self.entries[name] = {"outdated": [], "checked": False}

    def report(self, package, dependency):
        self.entries[package]["outdated"].append(dependency)

    def finish(self, package, count):
        self.entries[package] = {**self.entries[package], "checked": True, "count": count}

    def outdated(self):
        for package, entry in sorted(self.entries.items()):
            if not entry["checked"]:
                raise LookupError(package)
            for dependency in entry["outdated"]:
                yield package, dependency


def scan(board, package):
    for dependency, version in PACKAGES[package].items():
        if version < LATEST[dependency]:
            board.report(package, dependency)
    board.finish(package, len(PACKAGES[package]))
    return package


def main():
    ctx = get_context()
    with Manager() as manager, ctx.Pool(2) as pool:
        board = Board(manager, PACKAGES)
        for package in pool.starmap(scan, [(board, name) for name in PACKAGES]):
            print("scanned", package)
        found = list(board.outdated())
    for package, dependency in found:
        print("%s: %s is outdated" % (package, dependency))
    print("ok" if len(found) == 2 else "%d outdated dependencies" % len(found))


if __name__ == "__main__":
    main()
