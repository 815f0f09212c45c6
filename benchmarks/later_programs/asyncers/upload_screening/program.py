"""Upload screening service: requests in, verdicts out."""
from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from screening import Upload, policy, verdict

RULES = """\
# agreed with the security desk
scr
.bat   # legacy scripts
js
"""


class Service:
    def __init__(self, rules: Path, workers: int = 2) -> None:
        self.rules = rules
        self.workers = workers
        self.tally: Counter[str] = Counter()

    @contextlib.asynccontextmanager
    async def lifespan(self):
        added = policy.extend_from(self.rules)
        print(f"startup: {added} rules added")
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
            self.pool = pool
            yield self

    async def screen(self, upload: Upload) -> str:
        loop = asyncio.get_running_loop()
        outcome = await loop.run_in_executor(self.pool, verdict, upload)
        self.tally[outcome] += 1
        return outcome


async def serve(rules: Path) -> None:
    requests = [
        Upload("invoice.pdf", b"%PDF-1.7 ..."),
        Upload("setup.EXE", b"MZ" * 40),
        Upload("holiday.scr", b"MZ" * 50),
        Upload("nightly.bat", b"@echo off"),
        Upload("widget.js", b"alert(1)"),
    ]
    async with Service(rules).lifespan() as service:
        await asyncio.gather(*(service.screen(r) for r in requests))
        for outcome, count in sorted(service.tally.items()):
            print(f"{outcome}={count}")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="screening-") as folder:
        rules = Path(folder, "blocked.rules")
        rules.write_text(RULES, encoding="utf-8")
        asyncio.run(serve(rules))


if __name__ == "__main__":
    main()
