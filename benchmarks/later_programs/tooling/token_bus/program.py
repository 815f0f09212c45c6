"""Two agents report to the bus of their machine."""
import multiprocessing as mp
import sys

from bus import join_bus, open_bus


def agent(address, key, name):
    mp.current_process().authkey = key
    ledger = join_bus(address, key).ledger()
    for step in ("pull", "build"):
        ledger.post(name, step)


def run(names):
    server, key = open_bus()
    try:
        agents = [mp.Process(target=agent, args=(server.address, key, name)) for name in names]
        for process in agents:
            process.start()
        for process in agents:
            process.join(20)
        mp.current_process().authkey = key
        return [p.exitcode for p in agents], sorted(join_bus(server.address, key).ledger().entries())
    finally:
        server.shutdown()


def main():
    codes, entries = run(["north", "south"])
    print(codes, entries)
    expected = [(name, step) for name in ("north", "south") for step in ("build", "pull")]
    good = codes == [0, 0] and entries == expected
    print("ok" if good else "wrong")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
