"""Shared progress of a harvest."""
from multiprocessing import Value

links_seen = Value("i", 0)


def add(number):
    with links_seen.get_lock():
        links_seen.value += number


def total():
    return links_seen.value
