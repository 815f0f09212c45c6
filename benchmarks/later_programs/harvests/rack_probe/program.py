"""Check all hosts of the rack at once."""

from multiprocessing import Pool

from base import Probe

HOSTS = ["alpha", "beta", "gamma", "delta", "epsilon"]


class PortProbe(Probe):
    def __init__(self, port):
        super().__init__()
        self.port = port

    def check(self, host):
        return host, (len(host) + self.port) % 3 != 0


def sweep(probe, hosts):
    results = {}
    with Pool(3) as pool:
        for host, is_up in pool.imap_unordered(probe.check, hosts):
            results[host] = is_up
            probe.note()
    return results


def main():
    probe = PortProbe(80)
    results = sweep(probe, HOSTS)
    assert sorted(results) == sorted(HOSTS)
    assert probe.counted == 5
    print("ok")


if __name__ == "__main__":
    main()
