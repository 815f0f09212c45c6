"""Runs every registered job for every currency, and the rate table on the side."""
import multiprocessing

import jobs

CURRENCIES = ("USD", "EUR", "JPY")


def run_all(pool):
    handles = {
        (name, currency): pool.apply_async(function, (currency,))
        for name, function in jobs.JOBS.items()
        for currency in CURRENCIES
    }
    return {key: handle.get(timeout=9) for key, handle in handles.items()}


def main():
    with multiprocessing.Pool(2) as pool:
        results = run_all(pool)
        rates = pool.map(jobs.pnl.fx, CURRENCIES)
        pool.close()
        pool.join()
    for name, function in jobs.JOBS.items():
        print(f"{name:<10}" + "".join(f"{results[name, currency]:>16,.4f}" for currency in CURRENCIES))
        assert all(results[name, currency] == function(currency) for currency in CURRENCIES)
    assert rates == [1.0, 1.09, 0.0067]
    print("ok")


if __name__ == "__main__":
    main()
