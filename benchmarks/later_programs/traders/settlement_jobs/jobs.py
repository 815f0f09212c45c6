import logging
import signal
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Pool

from market import PRICES

log = logging.getLogger(__name__)


def check(trade):
    if len(trade["isin"]) != 4:
        sys.exit(f"trade {trade['id']} has no valid ISIN")
    return trade["id"]


def check_all(trades):
    """The ids of the trades that cannot be settled."""
    refused = set()
    with ProcessPoolExecutor(max_workers=2) as executor:
        checks = {trade["id"]: executor.submit(check, trade) for trade in trades}
        for number, future in checks.items():
            try:
                future.result(timeout=30)
            except SystemExit as refusal:
                log.info("%s", refusal)
                refused.add(number)
    return refused


def ignore_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def price(trade):
    return dict(trade, amount=trade["units"] * PRICES[trade["isin"]])


class PricePool:
    """Prices trades side by side; finish() has to be called in the end."""

    def __init__(self, workers):
        self._pool = Pool(workers, initializer=ignore_interrupts, maxtasksperchild=50)
        self._priced = []

    def submit(self, trade):
        self._pool.apply_async(price, (trade,), callback=self._priced.append, error_callback=log.error)

    def finish(self):
        self._pool.close()
        self._pool.join()
        return sorted(self._priced, key=lambda trade: trade["id"])


class PaymentDesk:
    """One executor collects per bank, another one pays, so that neither waits for itself."""

    def __init__(self):
        self._banks = ThreadPoolExecutor(2)
        self._payments = ThreadPoolExecutor(2)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._banks.shutdown()
        self._payments.shutdown()

    def pay(self, trades):
        banks = sorted({trade["bank"] for trade in trades})
        futures = {bank: self._banks.submit(self._pay_bank, bank, trades) for bank in banks}
        return {bank: future.result() for bank, future in futures.items()}

    def _pay_bank(self, bank, trades):
        payments = [self._payments.submit(round, trade["amount"], 2) for trade in trades if trade["bank"] == bank]
        return sum(payment.result() for payment in payments)
