from __future__ import annotations

import logging
import time

from exporter import Exporter

logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")


def main() -> None:
    exporter = Exporter(limit=0.6)
    began = time.monotonic()
    routes = {
        "bus-26": exporter.export("printf 'Pier\\nMarket\\nHospital\\n'"),
        "ferry-2": exporter.export("sleep 4; printf 'Pier\\nIsland\\n'"),
        "tram-9": exporter.export("printf 'Station\\nZoo\\n' | sort"),
    }
    took = time.monotonic() - began
    for name, stops in routes.items():
        print(f"{name}: {' - '.join(stops) if stops else 'left out'}")
    if took > 3:
        print(f"export took too long for the night run, limit {exporter.limit} s for each route")
    else:
        print("ok")


if __name__ == "__main__":
    main()
