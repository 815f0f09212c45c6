import argparse
import multiprocessing as mp
import subprocess
import sys

EXPORTER = """
import sys
table, rows = sys.argv[1], int(sys.argv[2])
for i in range(rows):
    sys.stdout.write(f"{table};{i};{i * 37 % 1009};some text that stands for a column\\n")
"""


def start_export(table, rows):
    return subprocess.Popen(
        [sys.executable, "-c", EXPORTER, table, str(rows)],
        stdout=subprocess.PIPE,
    )


def export(job):
    table, rows = job
    proc = start_export(table, rows)
    status = proc.wait()
    if status != 0:
        raise RuntimeError(f"{table}: exporter ended with {status}")
    data = proc.stdout.read()
    proc.stdout.close()
    return table, data.count(b"\n")


def parse(argv):
    parser = argparse.ArgumentParser(description="dump tables and count their rows")
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("tables", nargs="*", default=["users", "orders", "refunds"])
    return parser.parse_args(argv)


def main(argv=None):
    options = parse(argv)
    jobs = [(table, options.rows) for table in options.tables]
    with mp.Pool(2) as pool:
        for table, count in pool.map(export, jobs):
            print(table, count)


if __name__ == "__main__":
    main()
