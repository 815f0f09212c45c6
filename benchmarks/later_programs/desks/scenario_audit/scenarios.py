"""The scenarios of the risk run, by name."""
from typing import Callable, Dict, Mapping

from audit import audited

Book = Mapping[str, float]


@audited("rates")
def parallel_up(book: Book, size: float = 0.01) -> float:
    """All rates one point up."""
    return -sum(book.values()) * size * 4.2


@audited("rates")
def steepener(book: Book, size: float = 0.005) -> float:
    """The long end up, the short end down."""
    names = sorted(book)
    half = len(names) // 2
    return size * (sum(book[n] for n in names[:half]) - sum(book[n] for n in names[half:]))


@audited("equity")
def crash(book: Book, size: float = 0.3) -> float:
    """Equities lose a third."""
    return -size * sum(value for name, value in book.items() if name.startswith("EQ"))


SCENARIOS: Dict[str, Callable[..., float]] = {each.__name__: each for each in (parallel_up, steepener, crash)}
