import os
import subprocess
import sys
import urllib.request
from multiprocessing import get_context

STATIONS = ["lower", "mill", "ridge"]      # ridge: battery is swapped every other week
FROST = 0.0
STUB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stub_station.py")

os.environ.setdefault("no_proxy", "127.0.0.1")


def temperature(url):
    name = url.rsplit("/", 1)[-1]
    with urllib.request.urlopen(url, timeout=4) as reply:
        return name, float(reply.read().decode("ascii"))


def warn(rows):
    for name, celsius in rows:
        flag = "FROST" if celsius <= FROST else ""
        print("%-8s %5.1f %s" % (name, celsius, flag))


def main():
    stub = subprocess.Popen([sys.executable, STUB], stdout=subprocess.PIPE)
    base = "http://127.0.0.1:%d/" % int(stub.stdout.readline())
    rows, missing = [], 0
    try:
        with get_context().Pool(2) as pool:
            it = pool.imap(temperature, [base + s for s in STATIONS])
            while True:
                try:
                    rows.append(next(it))
                except StopIteration:
                    break
                except OSError as exc:
                    missing += 1
                    print("skipped: %s" % exc)
    finally:
        stub.kill()
        stub.communicate()
    warn(rows)
    print("ok")


if __name__ == "__main__":
    sys.exit(main())
