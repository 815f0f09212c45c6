"""Sends the addresses of the waste collection through the geocoder, in two processes."""
import json
import subprocess
from multiprocessing import Pool

GEOCODER = """
import json, sys, zlib
for line in sys.stdin:
    street = line.strip()
    code = zlib.crc32(street.encode())
    print(json.dumps([street, 50 + code % 1000 / 10000, 8 + code // 1000 % 1000 / 10000]))
"""

# Nothing of the operator's own settings may leak into the geocoder.
CLEAN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}


def geocode(streets):
    done = subprocess.run(
        ["python", "-c", GEOCODER],
        input="\n".join(streets).encode("utf-8"),
        stdout=subprocess.PIPE,
        env=CLEAN,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def batches(streets, size):
    for begin in range(0, len(streets), size):
        yield streets[begin:begin + size]


def main():
    streets = [f"Harbour Road {number}" for number in range(1, 41)]
    with Pool(2) as pool:
        found = [place for batch in pool.imap(geocode, batches(streets, 10)) for place in batch]
    west = min(longitude for _, _, longitude in found)
    print(f"{len(found)} of {len(streets)} addresses, westmost at {west:.4f}")
    print("ok")


if __name__ == "__main__":
    main()
