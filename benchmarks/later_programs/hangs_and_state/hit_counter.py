import multiprocessing as mp
from contextlib import ExitStack, contextmanager

PAGES = ("home", "cart", "help")


def replay(hits, served, requests):
    for number in range(requests):
        page = number % len(PAGES)
        hits[page] += 1
    with served.get_lock():
        served.value += requests


@contextmanager
def running(target, *args):
    proc = mp.Process(target=target, args=args)
    proc.start()
    try:
        yield proc
    finally:
        proc.join()
        if proc.exitcode:
            raise RuntimeError(f"replay ended with {proc.exitcode}")


def main(clients=4, requests=45_000):
    hits = mp.Array("l", len(PAGES))
    served = mp.Value("l", 0)
    with ExitStack() as stack:
        for _ in range(clients):
            stack.enter_context(running(replay, hits, served, requests))
    counts = dict(zip(PAGES, hits[:]))
    for page, count in counts.items():
        print(f"{page:5} {count}")
    print("served", served.value)
    print("ok" if sum(counts.values()) == served.value else "mismatch")


if __name__ == "__main__":
    main()
