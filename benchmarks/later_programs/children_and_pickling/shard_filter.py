import multiprocessing as mp
import random


def readings(shard, count):
    rng = random.Random(shard)
    return [(n, rng.gauss(20, 5)) for n in range(count)]


def scan(shard, limit, reports):
    rows = readings(shard, 500)
    outliers = ((n, value) for n, value in rows if abs(value - 20) > limit)
    reports.put({"shard": shard, "rows": len(rows), "outliers": outliers})


def summarise(report):
    worst = max((abs(value - 20) for _, value in report["outliers"]), default=0.0)
    return f"shard {report['shard']}: {report['rows']} rows, worst {worst:.2f}"


def main(shards=3, limit=10.0):
    reports = mp.Queue()
    workers = []
    for shard in range(shards):
        p = mp.Process(target=scan, args=(shard, limit, reports))
        p.start()
        workers.append(p)

    lines = []
    while len(lines) < shards:
        lines.append(summarise(reports.get(timeout=10)))
    for p in workers:
        p.join()
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main()
