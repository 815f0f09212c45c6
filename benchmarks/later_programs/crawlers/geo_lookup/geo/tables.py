"""The tables behind the look-up, parsed from the registries' text; ``python -m geo.tables`` shows them."""
import functools
import ipaddress
import multiprocessing

REGISTRIES = {
    "ripe": "10.0.0.0/10 DE\n10.64.0.0/10 FR\n",
    "apnic": "172.16.0.0/12 JP\n",
    "arin": "198.51.100.0/24 US\n",
}


def parse_registry(name):
    rows = []
    for line in REGISTRIES[name].splitlines():
        network, code = line.split()
        block = ipaddress.ip_network(network)
        rows.append((int(block.network_address), int(block.broadcast_address), code))
    return rows


class _Loader:
    """Parses all registries side by side, the first time that it is called."""

    def __init__(self, workers):
        self.workers = workers

    @functools.lru_cache(maxsize=None)
    def __call__(self):
        with multiprocessing.Pool(self.workers) as pool:
            parts = pool.map(parse_registry, sorted(REGISTRIES))
        return sorted(row for part in parts for row in part)


ranges = _Loader(workers=2)

if __name__ == "__main__":
    for low, high, code in ranges():
        print(ipaddress.ip_address(low), ipaddress.ip_address(high), code)
