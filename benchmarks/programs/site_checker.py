import multiprocessing as mp
import queue
from functools import partial


def check(url, results, lock, seen):
    with lock:
        seen.append(url)
    results.put((url, 404 if url.endswith("missing") else 200))


def drain(results):
    while True:
        try:
            yield results.get_nowait()
        except queue.Empty:
            return


def main():
    urls = [f"http://example.org/{name}" for name in ("a", "b", "missing", "c")]
    with mp.Manager() as manager:
        results = manager.Queue()
        lock = manager.Lock()
        seen = manager.list()
        job = partial(check, results=results, lock=lock, seen=seen)
        with mp.Pool(2) as pool:
            pool.map(job, urls)
        workers = [mp.Process(target=check, args=(u, results, lock, seen)) for u in urls[:2]]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
            assert worker.exitcode == 0
        statuses = dict(drain(results))
        count = len(seen)
    assert count == 6
    assert [u for u, s in statuses.items() if s == 404] == [urls[2]]
    print("ok")


if __name__ == "__main__":
    main()
