"""Exports the journal of several services by their own commands, at most two at a time."""

import asyncio
import asyncio.subprocess as aio_subprocess
import gzip
import sys
from dataclasses import dataclass, field
from typing import List

JOURNAL = "for n in range({lines}): print('%06d {name} request served in %d ms' % (n, n % 97))"


@dataclass
class Exporter:
    parallel: int = 2
    failures: List[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.parallel)

    async def export(self, name: str, lines: int) -> bytes:
        async with self._slots:
            child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                JOURNAL.format(name=name, lines=lines),
                stdout=aio_subprocess.PIPE,
            )
            if await child.wait() != 0:
                self.failures.append(name)
                return b""
            text = await child.stdout.read()
        return gzip.compress(text)


async def main() -> None:
    exporter = Exporter()
    packed = await asyncio.gather(exporter.export("web", 200), exporter.export("mail", 40_000))
    print("packed", [len(each) for each in packed])
    print("ok" if not exporter.failures else exporter.failures)


if __name__ == "__main__":
    asyncio.run(main())
