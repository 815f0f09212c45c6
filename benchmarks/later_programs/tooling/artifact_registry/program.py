"""Serve the catalogue of build artefacts on this machine and add a build to it."""
from multiprocessing.managers import BaseManager

from client import attach


class Catalog:
    def __init__(self):
        self._builds = {}

    def add(self, name, version, size):
        self._builds.setdefault(name, []).append((version, size))
        return len(self._builds[name])

    def latest(self, name):
        return max(self._builds[name])


_catalog = None


def shared_catalog():
    global _catalog
    if _catalog is None:
        _catalog = Catalog()
    return _catalog


class RegistryServer(BaseManager):
    @classmethod
    def local(cls):
        return cls(address=("127.0.0.1", 0), authkey=b"artefacts-2024-11")


RegistryServer.register("catalog", callable=shared_catalog)


def main():
    with RegistryServer.local() as server:
        catalog = attach(server.address)
        counts = [catalog.add("agent", (1, minor), 10 * minor) for minor in range(3)]
        newest = catalog.latest("agent")
    print("builds:", counts, "newest:", newest)
    print("ok" if counts == [1, 2, 3] and newest == ((1, 2), 20) else "wrong")


if __name__ == "__main__":
    main()
