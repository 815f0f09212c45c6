"""Convert the readings of a plant with the filter for their kind."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from host import PluginHost

READINGS = {"steam": [1.2, 3.4, 2.2], "coolant": [98.6, 120.0, 101.3]}


def convert(host, kind, readings):
    plugin = host[kind]
    with ProcessPoolExecutor(2) as executor:
        return list(executor.map(plugin.apply, readings))


def main():
    host = PluginHost(Path(__file__).parent / "filters")
    for kind, readings in READINGS.items():
        print(kind, convert(host, kind, readings))
    print("ok")


if __name__ == "__main__":
    main()
