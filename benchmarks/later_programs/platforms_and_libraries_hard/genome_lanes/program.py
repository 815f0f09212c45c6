"""GC content of several sequencer lanes, one interpreter for each lane."""
import argparse
import concurrent.futures as cf

from lanes import lane_summary


def lane_executor(count):
    kind = getattr(cf, "InterpreterPoolExecutor", cf.ThreadPoolExecutor)
    return kind(max_workers=count)


def summarise(lanes, reads):
    table = {}
    with lane_executor(min(2, len(lanes))) as executor:
        futures = {executor.submit(lane_summary, lane, reads): lane for lane in lanes}
        for future in cf.as_completed(futures):
            lane, share = future.result()
            if lane != futures[future]:
                raise LookupError(lane)
            table[lane] = share
    return table


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lanes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--reads", type=int, default=40)
    args = parser.parse_args()
    for lane, share in sorted(summarise(args.lanes, args.reads).items()):
        print(f"lane {lane}: GC {share:.2%}")


if __name__ == "__main__":
    main()
