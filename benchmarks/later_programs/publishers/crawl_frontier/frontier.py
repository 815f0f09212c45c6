"""A crawl over pages that are kept in memory."""
from functools import partial

PAGES = {
    "/": ["/news", "/books", "/about"],
    "/news": ["/news/1", "/"],
    "/books": ["/books/1", "/books/2", "/missing"],
    "/about": ["/"],
    "/news/1": [],
    "/books/1": ["/books/2"],
    "/books/2": [],
}


def visit(address, visited, limit):
    with visited.get_lock():
        if visited.value >= limit:
            return []
        visited.value += 1
    return PAGES.get(address, [])


def visitor(visited, limit):
    return partial(visit, visited=visited, limit=limit)
