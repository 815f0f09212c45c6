"""Timing jitter of the three trigger modes, measured over many shots."""
import argparse
import multiprocessing as mp
import statistics

import instrument


def jitter(method, seed, shots):
    scope = instrument.Digitiser(seed, rate=instrument.reference.rate)
    scope.set_start_method(method)
    times = [instrument.arrival(scope.shot()) for _ in range(shots)]
    return method, statistics.pstdev(times)


def describe(connection):
    """Header of the report: where, and with what, was this measured?"""
    chosen = mp.get_start_method(allow_none=True)
    connection.send(f"{mp.current_process().name}, {mp.cpu_count()} cpus, "
                    f"start method {chosen or 'not chosen yet'}, "
                    f"reference trigger {instrument.reference.get_start_method()}")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=int, default=30)
    parser.add_argument("--start-method", choices=mp.get_all_start_methods(), default="spawn")
    args = parser.parse_args(argv)

    receiver, sender = mp.Pipe(duplex=False)
    describe(sender)
    sender.close()
    print(receiver.recv())

    mp.set_start_method(args.start_method)
    jobs = [(method, seed, args.shots)
            for method in instrument.Digitiser.METHODS for seed in range(4)]
    with mp.Pool(2) as pool:
        rows = pool.starmap(jitter, jobs)
    for method in instrument.Digitiser.METHODS:
        values = [spread for name, spread in rows if name == method]
        print(f"{method:9s} {statistics.mean(values):.2f} samples")
    print("measured with", mp.get_start_method())


if __name__ == "__main__":
    main()
