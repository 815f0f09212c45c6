"""Standard error of the squared magnetisation, from independent replicas."""
import multiprocessing as mp
import statistics
from functools import partial

from walker import magnetisation_trace

REPLICAS = 8


def mean_square(trace):
    tail = trace[len(trace) // 4:]
    return statistics.fmean(m * m for m in tail)


def standard_error(values):
    return statistics.stdev(values) / len(values) ** 0.5


def run_replicas(beta, count):
    job = partial(magnetisation_trace, 24, 40, beta)
    with mp.Pool(processes=3) as pool:
        return dict(pool.map(job, range(count)))


def main():
    traces = run_replicas(beta=0.6, count=REPLICAS)
    samples = [mean_square(traces[i]) for i in range(REPLICAS)]
    error = standard_error(samples)
    print(f"<m^2> = {statistics.fmean(samples):.4f} +/- {error:.4f}")
    distinct = {tuple(trace) for trace in traces.values()}
    print("ok" if len(distinct) == REPLICAS and error > 0 else "wrong")


if __name__ == "__main__":
    main()
