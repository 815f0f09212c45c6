"""Export the harbour's berth list in all formats."""
import argparse
import tempfile
from pathlib import Path

from desk import Desk
from exporters import Exporter

BERTHS = [
    {"berth": "A1", "vessel": "Sigrid", "draught m": 2.4},
    {"berth": "A2", "vessel": "Halcyon & Sons", "draught m": 3.1},
    {"berth": "B7", "vessel": "Petrel", "draught m": 1.2},
]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--formats", nargs="+", default=sorted(Exporter.registry))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="berths-") as folder:
        with Desk(Path(folder)) as desk:
            for suffix in options.formats:
                desk.order("berths", suffix, BERTHS)
        written = sorted(path.name for path in Path(folder).iterdir())
        print(f"{desk.orders} formats ordered, {len(written)} files: {', '.join(written)}")


if __name__ == "__main__":
    main()
