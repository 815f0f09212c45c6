"""Load test against a simulated service: clients are processes, the parent collects their samples."""
import argparse
import multiprocessing as mp
from collections import Counter

import client
import wire


def samples(inbox, clients):
    """Everything the clients sent, until the last of them has said that it is through."""
    talking = clients
    while talking:
        message = inbox.get()
        if message is wire.END:
            talking -= 1
        elif isinstance(message, wire.Sample):
            yield message


def percentile(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=3)
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()

    outbox = mp.Queue()
    crew = [
        mp.Process(target=client.drive, args=(n, options.requests, outbox), name=f"client-{n}")
        for n in range(options.clients)
    ]
    for member in crew:
        member.start()

    statuses, latencies = Counter(), []
    for sample in samples(outbox, len(crew)):
        statuses[sample.status] += 1
        latencies.append(sample.millis)

    for member in crew:
        member.join()
        if member.exitcode:
            raise SystemExit(f"{member.name} ended with {member.exitcode}")
    latencies.sort()
    print("answers:", dict(sorted(statuses.items())))
    print(f"p50 {percentile(latencies, 0.50):.1f} ms, p95 {percentile(latencies, 0.95):.1f} ms")


if __name__ == "__main__":
    main()
