"""Talks to the programs of a print shop: some are long-winded, some slow, one is asked by asyncio."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from typing import Iterator

LOUD = [sys.executable, "-c", "for n in range(30000): print('page %05d rasterised' % n)"]
SLOW = [sys.executable, "-c", "import time; time.sleep(30)"]
ECHO = [sys.executable, "-c", "import sys; sys.stdout.write(sys.stdin.read().upper())"]
QUIET: dict[str, object] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def pages() -> Iterator[str]:
    with subprocess.Popen(LOUD, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield line.rstrip()
        status = process.wait()
    assert status == 0


def collected() -> int:
    lines: list[str] = []
    process = subprocess.Popen(LOUD, stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    reader = threading.Thread(target=lines.extend, args=(process.stdout,))
    reader.start()
    process.wait()
    reader.join()
    process.stdout.close()
    return len(lines)


def too_slow() -> bool:
    process = subprocess.Popen(SLOW, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        process.communicate(timeout=0.5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    return False


def version() -> int:
    return subprocess.run([sys.executable, "--version"], **QUIET).returncode  # type: ignore[call-overload]


async def shouted(text: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *ECHO, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate(text.encode())
    await process.wait()
    return out.decode().strip()


async def waited_for() -> int:
    process = await asyncio.create_subprocess_exec(*LOUD, stdout=asyncio.subprocess.DEVNULL)
    return await process.wait()


def main() -> None:
    assert sum(1 for _ in pages()) == collected() == 30000
    assert too_slow()
    assert version() == 0
    assert asyncio.run(shouted("proof")) == "PROOF"
    assert asyncio.run(waited_for()) == 0
    print("ok")


if __name__ == "__main__":
    main()
