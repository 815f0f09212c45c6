"""Check all hosts of the rack at once."""

from multiprocessing import Pool

from probes import HttpProbe

HOSTS = ["alpha", "beta", "gamma", "delta", "epsilon"]


def sweep(probe, hosts):
    with Pool(3) as pool:
        results = dict(pool.imap_unordered(probe.check, hosts))
    probe.note(len(results))
    return results


def main():
    probe = HttpProbe(80)
    results = sweep(probe, HOSTS)
    assert set(results) == set(HOSTS)
    assert probe.counted == 5
    print("ok")


if __name__ == "__main__":
    main()
