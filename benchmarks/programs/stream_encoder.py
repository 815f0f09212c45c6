import multiprocessing as mp
import zlib
from concurrent.futures import ProcessPoolExecutor, as_completed


def encode(name, data, progress):
    packed = zlib.compress(data, 9)
    progress.put((name, len(data)))
    return name, packed


def report(progress, count):
    done = 0
    for _ in range(count):
        _, size = progress.get(timeout=10)
        done += size
    return done


def main():
    progress = mp.Queue()
    sources = {"a": b"a" * 1000, "b": b"bc" * 800, "c": b"def" * 500}
    with ProcessPoolExecutor(2) as executor:
        jobs = [
            executor.submit(encode, name, data, progress)
            for name, data in sources.items()
        ]
        packed = dict(job.result() for job in as_completed(jobs))
    done = report(progress, len(sources))
    assert all(zlib.decompress(packed[n]) == d for n, d in sources.items())
    print(done, "bytes encoded")
    print("ok")


if __name__ == "__main__":
    main()
