"""Pulls a paginated API whose length nobody knows, a window of pages at a time."""
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import count, islice, takewhile
from multiprocessing import get_context

PAGE_SIZE = 25
STORE = [f"item-{n:04d}" for n in range(613)]


def get_page(endpoint, number):
    """Page ``number`` (from 1) of an endpoint; empty behind the last one."""
    start = (number - 1) * PAGE_SIZE
    return number, [f"{endpoint}/{item}" for item in STORE[start : start + PAGE_SIZE]]


def windows(iterable, size):
    iterator = iter(iterable)
    return iter(lambda: tuple(islice(iterator, size)), ())


class Tickets:
    """Page numbers without end; remembers how many were handed out."""

    def __init__(self):
        self.issued = 0

    def __iter__(self):
        for number in count(1):
            self.issued += 1
            yield number


def pull(executor, endpoint, width):
    """All items of an endpoint, in order, and the number of requests that it took."""
    tickets = Tickets()
    fetch = partial(get_page, endpoint)

    def pages():
        for window in windows(tickets, width):
            yield from executor.map(fetch, window)

    items = [item for _, page in takewhile(lambda answer: answer[1], pages()) for item in page]
    return items, tickets.issued


def head(pool, endpoint, pages):
    """Only the first pages, through the lazy map of a pool."""
    numbers = islice(count(1), pages)
    return [item for _, page in pool.imap(partial(get_page, endpoint), numbers) for item in page]


def main():
    context = get_context()
    with ProcessPoolExecutor(max_workers=2, mp_context=context) as executor:
        items, requests = pull(executor, "articles", width=4)
    with context.Pool(2) as pool:
        first = head(pool, "articles", 3)
    print(f"{len(items)} items in {requests} requests, {len(first)} at the head")
    assert len(items) == len(STORE) and items[:75] == first
    assert requests <= 28
    print("ok")


if __name__ == "__main__":
    main()
