"""confcheck: verify the configuration files of a fleet."""
import multiprocessing as mp

import console
from rules import check

TEMPLATE = "[server]\nhost = {host}\nport = {port}\n[paths]\ndata = /srv\n"
HOSTS = {"alpha": "8080", "beta": "8081", "gamma": "http", "delta": "8083"}


class Fleet:
    def __init__(self, hosts):
        self.hosts = dict(hosts)

    def configurations(self):
        for host, port in self.hosts.items():
            yield host, TEMPLATE.format(host=host, port=port)

    def verify(self, jobs):
        with mp.Pool(jobs) as pool:
            yield from pool.imap(check, self.configurations())


def main():
    console.setup()
    passed = 0
    for name, missing, port in Fleet(HOSTS).verify(jobs=2):
        print(name, port, "missing: " + ", ".join(missing) if missing else "complete")
        passed += not missing
    print("ok" if passed == len(HOSTS) else "%d of %d" % (passed, len(HOSTS)))


if __name__ == "__main__":
    main()
