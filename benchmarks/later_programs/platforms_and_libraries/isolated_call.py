"""Evaluate a function in a forked child so that a crash can't hurt the caller."""
import os
import pickle
import sys
import tempfile
import traceback


def _child(write_end, func, args):
    status = 1
    try:
        with os.fdopen(write_end, "wb") as pipe:
            pickle.dump(func(*args), pipe)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def isolated(func, *args):
    if not hasattr(os, "fork"):
        return func(*args)
    read_end, write_end = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.close(read_end)
        _child(write_end, func, args)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(pid, 0)
    if status != 0:
        raise RuntimeError(f"child ended with status {status}")
    return pickle.loads(data)


def primes(limit):
    sieve = bytearray([1]) * (limit + 1)
    sieve[:2] = b"\0\0"
    for n in range(2, int(limit ** 0.5) + 1):
        if sieve[n]:
            sieve[n * n :: n] = bytes(len(range(n * n, limit + 1, n)))
    return sum(sieve)


def main():
    with tempfile.TemporaryDirectory() as folder:
        counts = [isolated(primes, limit) for limit in (100, 10_000, 200_000)]
        assert os.path.isdir(folder)
    assert counts == [25, 1229, 17984], counts
    print("ok")


if __name__ == "__main__":
    main()
