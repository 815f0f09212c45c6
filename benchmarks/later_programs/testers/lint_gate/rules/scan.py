import functools
from concurrent.futures import ProcessPoolExecutor

from .compiled import PATTERNS


@functools.lru_cache(maxsize=None)
def executor(workers=2):
    return ProcessPoolExecutor(max_workers=workers)


def findings(enabled, document):
    name, text = document
    return [
        (name, rule, 1 + text.count("\n", 0, match.start()))
        for rule in enabled
        for match in PATTERNS[rule].finditer(text)
    ]


def scan(documents, enabled):
    check = functools.partial(findings, tuple(enabled))
    for found in executor().map(check, documents.items(), chunksize=2):
        yield from found


def close():
    executor().shutdown()
    executor.cache_clear()
