"""Signs outgoing webhooks in workers and tracks which deliveries are open."""
from __future__ import annotations

import hashlib
import hmac
import json
import multiprocessing
from typing import NamedTuple

SECRET = b"s3cr3t"


class Delivery(NamedTuple):
    number: int
    event: str


def sign(delivery: Delivery) -> str:
    body = json.dumps({"id": str(delivery.number), "event": delivery.event}, sort_keys=True)
    digest = hmac.new(SECRET, body.encode(), hashlib.sha256).hexdigest()
    return json.dumps({"body": body, "signature": digest})


class Dispatcher:
    def __init__(self, context, workers=2):
        self.open = {}
        self.signed = {}
        self._pool = context.Pool(workers)

    def _delivered(self, reply):
        envelope = json.loads(reply)
        number = json.loads(envelope["body"])["id"]
        delivery = self.open.pop(number)
        self.signed[delivery.number] = envelope["signature"]

    def enqueue(self, delivery):
        self.open[delivery.number] = delivery
        return self._pool.apply_async(sign, (delivery,), callback=self._delivered)

    def wait(self, handles):
        for handle in handles:
            handle.get()

    def close(self):
        self._pool.close()
        self._pool.join()


def main():
    dispatcher = Dispatcher(multiprocessing.get_context())
    events = ["created", "paid", "shipped", "closed"]
    handles = [dispatcher.enqueue(Delivery(n, e)) for n, e in enumerate(events, start=1)]
    dispatcher.wait(handles)
    dispatcher.close()
    print(sorted(dispatcher.signed))
    print("ok" if sorted(dispatcher.signed) == [1, 2, 3, 4] and not dispatcher.open else "wrong")


if __name__ == "__main__":
    main()
