import multiprocessing
import sys

import hub
import settings


def feeder(name, address, portions):
    doses = hub.connect(address).doses()
    for grams in portions:
        doses.note(name, grams)


def main():
    server = hub.serve()
    try:
        procs = []
        for i, name in enumerate(settings.FEEDERS):
            p = multiprocessing.Process(target=feeder, args=(name, server.address, [250, 250 + i]))
            p.start()
            procs.append(p)
        for p in procs:
            p.join()
        if any(p.exitcode for p in procs):
            return 1
        for name, grams in sorted(server.doses().table().items()):
            print("%-6s %d g" % (name, grams))
    finally:
        server.shutdown()
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
