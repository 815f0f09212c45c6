"""Collects the berth notices of all harbour offices for the morning briefing."""
import multiprocessing as mp
import sys

from office import serve_notices
from notices import collect, summary

OFFICES = ["north-quay", "oil-pier", "ferry-terminal", "dry-dock", "fish-market"]
NOTICES = {
    "north-quay": "Berth 3 closed until noon",
    "oil-pier": "No hot work today",
    "ferry-terminal": "Ramp B under repair",
    "fish-market": "Auction at 05:30",
}


def main():
    with mp.Pool(3) as pool:
        server, base = serve_notices(NOTICES)
        try:
            notices = pool.starmap(collect, [(base, office) for office in OFFICES])
        finally:
            server.shutdown()
    for line in summary(notices):
        print(line)
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
