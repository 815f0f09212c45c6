import multiprocessing
import sys
import threading
import time

RATES = {"EUR": 1.0, "CHF": 0.95, "SEK": 11.4}


class RateTable:
    """Exchange rates, kept fresh by a background thread."""

    def __init__(self, rates):
        self._rates = dict(rates)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._refresh, daemon=True)

    def start(self):
        self._thread.start()
        return self

    def stop(self):
        self._stopped.set()
        self._thread.join()

    def convert(self, amount, currency):
        with self._lock:
            return amount * self._rates[currency]

    def _refresh(self):
        while not self._stopped.wait(0.01):
            with self._lock:
                time.sleep(0.4)  # the rate service answers slowly
                self._rates.update(RATES)


def price(table, currency, amounts, out):
    out.put((currency, sum(table.convert(amount, currency) for amount in amounts)))


def main():
    if sys.platform != "linux":
        sys.exit("made for the Linux price servers")
    table = RateTable(RATES).start()
    print("10 CHF:", table.convert(10, "CHF"))
    ctx = multiprocessing.get_context("fork")
    out = ctx.SimpleQueue()
    amounts = [12.5, 80.0, 7.5]
    workers = [ctx.Process(target=price, args=(table, c, amounts, out)) for c in RATES]
    for worker in workers:
        worker.start()
    totals = dict(out.get() for _ in workers)
    for worker in workers:
        worker.join()
    table.stop()
    print(totals)
    print("ok" if totals["EUR"] == sum(amounts) else "mismatch")


if __name__ == "__main__":
    main()
