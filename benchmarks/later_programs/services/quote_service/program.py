"""Runs the quote service in a process of its own and asks it for one quote."""
from __future__ import annotations

import asyncio
import multiprocessing as mp
import sys

from pricing import price_cart

CART = [("bolt", 100, 0.12), ("hinge", 4, 3.5), ("panel", 12, 20.0)]


class Service(mp.Process):
    def __init__(self, name, conn):
        super().__init__(name=name)
        self.daemon = True
        self._conn = conn

    def run(self):
        cart = self._conn.recv()
        self._conn.send(asyncio.run(price_cart(cart)))
        self._conn.close()


def ask(cart):
    here, there = mp.Pipe()
    service = Service("quotes", there)
    service.start()
    there.close()
    here.send(cart)
    try:
        return here.recv()
    except EOFError:
        return None
    finally:
        service.join()
        if service.exitcode != 0:
            sys.exit(f"{service.name} ended with {service.exitcode}")


def main():
    total = ask(CART)
    print("total", total)
    print("ok" if abs(total - 240.8) < 0.005 else "wrong")


if __name__ == "__main__":
    main()
