"""Relay webhooks: receive, sign in other processes, hand over; stops on a signal."""
import asyncio
import hashlib
import hmac
import json
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

SECRET_LENGTH = 16


def sign(secret, body):
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


class Relay:
    def __init__(self, executor, secret):
        self.executor = executor
        self.secret = secret
        self.inbox = asyncio.Queue()
        self.stopping = asyncio.Event()
        self.delivered = []

    def watch(self, *signals):
        loop = asyncio.get_running_loop()
        for number in signals:
            loop.add_signal_handler(number, self.stopping.set)

    async def receive(self, count):
        for number in range(count):
            event = {"event": "order.paid", "order": number}
            await self.inbox.put(json.dumps(event).encode())

    async def deliver(self):
        loop = asyncio.get_running_loop()
        while not self.inbox.empty() and not self.stopping.is_set():
            body = await self.inbox.get()
            signature = await loop.run_in_executor(self.executor, sign, self.secret, body)
            self.delivered.append((signature, body))


async def serve(executor):
    relay = Relay(executor, bytes(range(SECRET_LENGTH)))
    relay.watch(signal.SIGINT, signal.SIGTERM)
    await relay.receive(12)
    await relay.deliver()
    return relay.delivered


def main():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        delivered = asyncio.run(serve(executor))
    assert len({signature for signature, _ in delivered}) == 12
    print("ok")


if __name__ == "__main__":
    main()
