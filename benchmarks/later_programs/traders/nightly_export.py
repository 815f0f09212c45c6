"""Export the shop's tables every night; a table that takes too long is left for the morning."""

import subprocess
import sys
import time

LIMIT = 0.7

EXPORTS = {
    "customers": "printf 'id,name\\n1,Mori\\n2,Ochs\\n' | sort",
    "orders": "printf 'id,total\\n7,12.50\\n' | sort",
    "clickstream": "(sleep 3; echo done) | tr a-z A-Z",
}


def export(table, command):
    process = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE)
    try:
        output, _ = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        print(f"{table}: left for the morning")
        return 0
    if process.returncode:
        print(f"{table}: failed with {process.returncode}", file=sys.stderr)
        return 0
    rows = output.decode().splitlines()
    print(f"{table}: {len(rows) - 1} rows")
    return len(rows) - 1


def main():
    began = time.monotonic()
    rows = sum(export(table, command) for table, command in EXPORTS.items())
    took = time.monotonic() - began
    print(rows, "rows in all")
    allowed = LIMIT * len(EXPORTS)
    if took > allowed:
        print(f"the night was too short: {took:.1f} s, allowed are {allowed:.1f} s")
    else:
        print("ok")


if __name__ == "__main__":
    main()
