import multiprocessing as mp
import time
from dataclasses import dataclass, field


@dataclass
class Limits:
    slots: object = field(default_factory=lambda: mp.Semaphore(2))
    delay: float = 0.01


def fetch(url, limits, done):
    with limits.slots:
        time.sleep(limits.delay)
        done.put((url, len(url)))


def fetch_all(urls, limits):
    done = mp.Queue()
    jobs = [mp.Process(target=fetch, args=(u, limits, done)) for u in urls]
    for job in jobs:
        job.start()
    sizes = dict(done.get(timeout=30) for _ in jobs)
    for job in jobs:
        job.join()
        assert job.exitcode == 0, job.name
    return sizes


def main():
    limits = Limits()
    mp.set_start_method("spawn")
    urls = ["http://example.org/%s" % ("a" * n) for n in range(4)]
    sizes = fetch_all(urls, limits)
    print(sizes)
    print("ok" if list(sorted(sizes)) == urls else "incomplete")


if __name__ == "__main__":
    main()
