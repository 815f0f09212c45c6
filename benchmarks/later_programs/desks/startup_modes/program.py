"""Compound factors in decimal arithmetic, by pool and by executor, with the label of each made in threads."""
import asyncio
import decimal
import logging
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from executors import gather, pool, process_executor
from settings import Settings, active, install

log = logging.getLogger("factors")


def factor(months: int) -> Decimal:
    assert decimal.getcontext().prec == active().precision
    monthly = 1 + Decimal("0.0375") / 12
    log.info("%d months", months)
    return monthly**months / 3


def label(months: int) -> str:
    years, rest = divmod(months, 12)
    return f"{years}y{rest}m" if rest else f"{years}y"


def main() -> None:
    settings = Settings()
    install(settings)
    terms = [6, 12, 18, 60, 120, 347]
    with process_executor(settings) as executor:
        by_executor = list(executor.map(factor, terms))
    with pool(settings) as workers:
        by_pool = workers.map(factor, terms)
    with ThreadPoolExecutor(2) as threads:
        labels = asyncio.run(gather(threads, label, terms))
    here = [factor(months) for months in terms]
    assert by_executor == by_pool == here
    for text, value in zip(labels, here):
        print(f"{text:<8}{value}")
    print("ok")


if __name__ == "__main__":
    main()
