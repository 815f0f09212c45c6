"""Lets commands stop between two payments."""
import multiprocessing

requested = multiprocessing.Event()


def stop_now(*_):
    requested.set()
