import asyncio
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import AsyncIterator, NamedTuple, TypedDict

CTX = mp.get_context("spawn")


class Label(TypedDict):
    parcel: str
    zone: str


class Printer(NamedTuple):
    spool: Path
    gate: object


def print_label(label: Label, spool: Path, gate) -> int:
    line = f"{label['zone']}|{label['parcel']}\n"
    with gate:
        with spool.open("a", encoding="utf-8") as out:
            out.write(line)
    return len(line)


class LabelService:
    def __init__(self, printer: Printer, executor: ProcessPoolExecutor) -> None:
        self._printer = printer
        self._executor = executor
        self.written = 0

    async def submit(self, label: Label) -> None:
        loop = asyncio.get_running_loop()
        size = await loop.run_in_executor(
            self._executor, print_label, label, self._printer.spool, self._printer.gate
        )
        self.written += size


@asynccontextmanager
async def label_service(spool: Path, workers: int = 2) -> AsyncIterator[LabelService]:
    printer = Printer(spool, CTX.Lock())
    executor = ProcessPoolExecutor(workers, mp_context=CTX)
    try:
        yield LabelService(printer, executor)
    finally:
        executor.shutdown()


async def main() -> None:
    with TemporaryDirectory() as folder:
        spool = Path(folder, "labels.txt")
        async with label_service(spool) as service:
            labels = [Label(parcel=f"P{n}", zone="AB"[n % 2]) for n in range(6)]
            await asyncio.gather(*(service.submit(label) for label in labels))
            assert service.written == spool.stat().st_size
    print("ok")


if __name__ == "__main__":
    asyncio.run(main())
