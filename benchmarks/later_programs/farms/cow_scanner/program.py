import multiprocessing
import sys

import gate
from scanner import Scanner

SCANS = [("Alma", (41, 44, 40)), ("Berta", (20, 23, 25)), ("Cilli", (50, 52, 49))]


def main():
    scanner = Scanner(limit=60)
    inlet, outlet = multiprocessing.Pipe(duplex=False)
    box = multiprocessing.Process(target=gate.feedbox, args=(scanner.orders, outlet))
    box.start()
    outlet.close()

    with multiprocessing.Pool(processes=2) as pool:
        for cow, score in pool.map(scanner.rate, SCANS):
            scanner.keep(cow, score)
    scanner.orders.put(None)

    served = inlet.recv() if inlet.poll(6) else []
    box.join()
    for cow in sorted(scanner.rated):
        print("%-6s %.1f" % (cow, scanner.rated[cow]))
    if box.exitcode == 0 and served == ["Berta +0.5 kg"]:
        print("ok")
        return 0
    print("gate did not get its orders: %r" % (served,))
    return 1


if __name__ == "__main__":
    sys.exit(main())
