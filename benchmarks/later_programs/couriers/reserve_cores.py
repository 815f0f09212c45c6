"""Rebuild the zone index with all cores the web front end does not need."""
import argparse
import multiprocessing
from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True)
class Settings:
    zones: int = 16
    frontend_cores: int = 2

    @property
    def indexers(self) -> int:
        return multiprocessing.cpu_count() - self.frontend_cores


def zone_of(address: str) -> int:
    return crc32(address.strip().lower().encode()) % 16


class ZoneIndex:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.zones = {number: [] for number in range(settings.zones)}

    def rebuild(self, addresses) -> "ZoneIndex":
        with multiprocessing.Pool(self.settings.indexers) as pool:
            for address, zone in zip(addresses, pool.map(zone_of, addresses)):
                self.zones[zone].append(address)
        return self

    def __len__(self) -> int:
        return sum(map(len, self.zones.values()))


def parse(argv=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streets", type=int, default=40)
    return parser.parse_args(argv).streets


def main() -> None:
    addresses = [f"{number} Mill Lane" for number in range(parse())]
    index = ZoneIndex(Settings()).rebuild(addresses)
    assert len(index) == len(addresses)
    print("ok")


if __name__ == "__main__":
    main()
