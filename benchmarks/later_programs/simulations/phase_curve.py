"""Order parameter against temperature; cold points need longer equilibration."""
import math
import time
from functools import partial
from multiprocessing import get_context

CRITICAL = 2.269


def order_parameter(exponent, temperature):
    time.sleep(0.4 / temperature)  # equilibration
    reduced = 1.0 - temperature / CRITICAL
    return max(reduced, 0.0) ** exponent


class Scan:
    def __init__(self, ctx, exponent, workers=3):
        self.ctx = ctx
        self.workers = workers
        self.measure = partial(order_parameter, exponent)

    def run(self, temperatures):
        with self.ctx.Pool(self.workers) as pool:
            values = pool.imap_unordered(self.measure, temperatures)
            return {t: m for t, m in zip(temperatures, values)}


def is_monotone(curve):
    ordered = [curve[t] for t in sorted(curve)]
    return all(a >= b for a, b in zip(ordered, ordered[1:]))


def main():
    scan = Scan(get_context(), exponent=0.125)
    temperatures = [0.5 + 0.5 * k for k in range(6)]
    curve = scan.run(temperatures)
    for t, m in sorted(curve.items()):
        print(f"T={t:.2f}  m={m:.4f}")
    exact = {t: max(1 - t / CRITICAL, 0.0) ** 0.125 for t in temperatures}
    agrees = all(math.isclose(curve[t], exact[t]) for t in temperatures)
    print("ok" if agrees and is_monotone(curve) else "wrong")


if __name__ == "__main__":
    main()
