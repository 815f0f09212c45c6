"""Feed a handful of Fahrenheit readings through a telemetry hub."""
import argparse
import sys

from channels import Channel, CountingChannel
from stations import Station


def assemble(kinds):
    head = Channel("intake")
    upstream, stations = head, []
    for position, kind in enumerate(kinds):
        last = position == len(kinds) - 1
        downstream = CountingChannel("outlet") if last else Channel(kind)
        stations.append(Station.kinds[kind](upstream, downstream))
        upstream = downstream
    return head, stations, upstream


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", nargs="+", default=["celsius", "clamp"], choices=sorted(Station.kinds))
    options = parser.parse_args(argv)
    head, stations, outlet = assemble(options.kinds)
    processes = [station.launch() for station in stations]
    for reading in (68.0, 212.0, -58.0, 41.0):
        head.offer(reading)
    head.finish()
    for number, value in outlet:
        print(f"{number:>3} {value:8.2f}")
    for process in processes:
        process.join()
    return max(process.exitcode for process in processes)


if __name__ == "__main__":
    sys.exit(main())
