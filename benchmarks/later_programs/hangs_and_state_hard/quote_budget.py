"""Price a basket of options; slow models get a fixed time budget."""
import sys
import time
from concurrent.futures import ProcessPoolExecutor, TimeoutError
from contextlib import ExitStack

MODELS = {}


def model(name):
    def register(func):
        MODELS[name] = func
        return func
    return register


@model("closed_form")
def closed_form(spot, strike):
    return max(spot - strike, 0.0) * 0.97


@model("lattice")
def lattice(spot, strike):
    steps = [max(spot * (1.01 ** k) - strike, 0.0) for k in range(-50, 51)]
    return sum(steps) / len(steps)


@model("monte_carlo")
def monte_carlo(spot, strike):
    time.sleep(9)
    return max(spot - strike, 0.0)


def price_all(spot, strike, budget):
    quotes = {}
    with ExitStack() as stack:
        executor = stack.enter_context(ProcessPoolExecutor(max_workers=3))
        pending = {name: executor.submit(func, spot, strike) for name, func in MODELS.items()}
        deadline = time.monotonic() + budget
        for name, future in pending.items():
            try:
                quotes[name] = future.result(timeout=max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                future.cancel()
                quotes[name] = None
    return quotes


def main(budget=3.0):
    began = time.monotonic()
    quotes = price_all(105.0, 100.0, budget)
    took = time.monotonic() - began
    for name, value in quotes.items():
        print(name, "no quote" if value is None else round(value, 3))
    print("answered in %.1f s (budget %.1f s)" % (took, budget))
    return 0 if took < budget + 2 else 1


if __name__ == "__main__":
    sys.exit(main())
