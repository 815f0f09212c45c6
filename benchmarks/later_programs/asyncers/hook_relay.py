"""Relay for incoming web hooks.

Deliveries are closures on an asyncio queue, the archive is a thread that runs
closures from a plain queue, signatures are computed in worker processes.
"""
import asyncio
import hashlib
import hmac
import queue
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context


def sign(secret: bytes, body: bytes, rounds: int) -> str:
    digest = body
    for _ in range(rounds):
        digest = hmac.new(secret, digest, hashlib.sha256).digest()
    return digest.hex()


class Archive(threading.Thread):
    """One thread owns the archive; others hand it things to do."""

    def __init__(self) -> None:
        super().__init__(name="archive")
        self.todo: "queue.Queue" = queue.Queue()
        self.rows = []

    def run(self) -> None:
        for job in iter(self.todo.get, None):
            job()

    def store(self, name: str, signature: str) -> None:
        self.todo.put(lambda: self.rows.append((name, signature[:8])))

    def stop(self) -> None:
        self.todo.put(None)
        self.join()


class Relay:
    def __init__(self, signers, senders, archive: Archive) -> None:
        self.signers = signers
        self.senders = senders
        self.archive = archive
        self.outbox: asyncio.Queue = asyncio.Queue(maxsize=10)

    async def accept(self, name: str, body: bytes) -> None:
        loop = asyncio.get_running_loop()
        signature = await loop.run_in_executor(self.signers, sign, b"s3cret", body, 500)

        async def deliver() -> str:
            sent = await loop.run_in_executor(self.senders, lambda: f"{name}:{len(body)}:{signature[:6]}")
            self.archive.store(name, signature)
            return sent

        await self.outbox.put(deliver)

    async def deliver_all(self, receipts: list) -> None:
        while True:
            delivery = await self.outbox.get()
            if delivery is None:
                return
            receipts.append(await delivery())

    async def run(self, hooks) -> list:
        receipts: list = []
        courier = asyncio.create_task(self.deliver_all(receipts))
        await asyncio.gather(*(self.accept(name, body) for name, body in hooks))
        await self.outbox.put(None)
        await courier
        return receipts


def main() -> None:
    archive = Archive()
    spawn = get_context("spawn")
    hooks = [(f"hook{number}", b"payload" * number) for number in range(1, 9)]
    with ProcessPoolExecutor(2, mp_context=spawn) as signers, ThreadPoolExecutor(3) as senders:
        archive.start()
        try:
            receipts = asyncio.run(Relay(signers, senders, archive).run(hooks))
        finally:
            archive.stop()
    print("\n".join(sorted(receipts)))
    print(f"{len(archive.rows)} hooks archived")


if __name__ == "__main__":
    main()
