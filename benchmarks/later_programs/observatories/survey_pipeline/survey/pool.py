"""Pools whose workers know the settings."""

from multiprocessing import Pool

from survey import settings


def _prepare(values):
    settings.use(**values)


def open_pool(workers):
    return Pool(workers, initializer=_prepare, initargs=(settings.as_arguments(),))
