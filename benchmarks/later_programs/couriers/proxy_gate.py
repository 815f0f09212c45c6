import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Optional


def append_receipt(path: str, text: str, gate: Any, outbox: Any) -> int:
    with gate:
        with open(path, "a", encoding="utf-8") as receipts:
            receipts.write(text + "\n")
    outbox.put(text)
    return len(text)


class ReceiptService:
    def __init__(self, folder: str, method: str = "spawn") -> None:
        self.path = str(Path(folder, "receipts.txt"))
        self.ctx = multiprocessing.get_context(method)
        self.executor: Optional[ProcessPoolExecutor] = None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> "ReceiptService":
        manager = self._stack.enter_context(self.ctx.Manager())
        self.gate = manager.Lock()
        self.outbox = manager.Queue()
        self.executor = self._stack.enter_context(ProcessPoolExecutor(2, mp_context=self.ctx))
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._stack.aclose()

    async def write(self, text: str) -> int:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self.executor, append_receipt, self.path, text, self.gate, self.outbox
        )


async def main() -> None:
    with TemporaryDirectory() as folder:
        async with ReceiptService(folder) as service:
            texts = [f"receipt {number}" for number in range(8)]
            sizes = await asyncio.gather(*map(service.write, texts))
            sent = sorted(service.outbox.get() for _ in texts)
        lines = Path(service.path).read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sent == texts
    assert sum(sizes) == sum(map(len, texts))
    print("ok")


if __name__ == "__main__":
    asyncio.run(main())
