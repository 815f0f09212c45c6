"""A quote service over ZeroMQ: desks send a request object and get a quote object back."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from decimal import Decimal

import zmq


@dataclass(frozen=True)
class Request:
    symbol: str
    quantity: int


@dataclass(frozen=True)
class Quote:
    symbol: str
    bid: Decimal
    ask: Decimal


MID = {"EURUSD": Decimal("1.0842"), "GBPUSD": Decimal("1.2631"), "USDJPY": Decimal("150.12")}


def price(request: Request) -> Quote:
    mid = MID[request.symbol]
    half = mid * request.quantity / 1_000_000 / 2
    return Quote(request.symbol, mid - half, mid + half)


class QuoteServer(threading.Thread):
    def __init__(self, context: zmq.Context) -> None:
        super().__init__(name="quotes")
        self._socket = context.socket(zmq.REP)
        self._socket.bind("tcp://*:*")
        self.endpoint = self._socket.getsockopt_string(zmq.LAST_ENDPOINT)

    def run(self) -> None:
        with self._socket as socket:
            while True:
                request = socket.recv_pyobj()
                if request is None:
                    socket.send_pyobj(None)
                    return
                socket.send_pyobj(price(request))


def main() -> None:
    with zmq.Context() as context:
        server = QuoteServer(context)
        server.start()
        port = server.endpoint.rpartition(":")[2]
        with context.socket(zmq.REQ) as desk:
            desk.connect(f"tcp://127.0.0.1:{port}")
            for symbol in MID:
                desk.send_pyobj(Request(symbol, 250))
                quote = desk.recv_pyobj()
                print(f"{quote.symbol} {quote.bid:.5f} / {quote.ask:.5f}")
            desk.send_pyobj(None)
            desk.recv_pyobj()
        server.join()
    print("served quotes on", server.endpoint.rpartition(":")[0])


if __name__ == "__main__":
    main()
