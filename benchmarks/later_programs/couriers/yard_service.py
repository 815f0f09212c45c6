import asyncio
import json
import signal
import sys
from contextlib import asynccontextmanager
from functools import partial

WEIGH = """
import json, sys
order = json.loads(sys.stdin.read())
print(json.dumps({"yard": order["yard"], "tons": sum(order["loads"]) / 1000}))
"""


def tare(loads, pallet=20):
    return [load - pallet for load in loads]


class Yard:
    def __init__(self):
        self.closing = asyncio.Event()
        self.results = {}

    async def weigh(self, yard, loads):
        loop = asyncio.get_running_loop()
        net = await loop.run_in_executor(None, partial(tare, loads, pallet=10))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", WEIGH,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        order = json.dumps({"yard": yard, "loads": net}).encode()
        out, _ = await process.communicate(order)
        if process.returncode:
            raise RuntimeError(f"scale of {yard} failed: {process.returncode}")
        answer = json.loads(out)
        self.results[answer["yard"]] = answer["tons"]


@asynccontextmanager
async def yard_service():
    yard = Yard()
    loop = asyncio.get_running_loop()
    handled = []
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, yard.closing.set)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(yard.closing.set))
        else:
            handled.append(number)
    try:
        yield yard
    finally:
        for number in handled:
            loop.remove_signal_handler(number)


async def main():
    async with yard_service() as yard:
        await asyncio.gather(
            yard.weigh("east", [510, 1010, 2010]), yard.weigh("west", [60, 110]),
        )
        assert not yard.closing.is_set()
    assert yard.results == {"east": 3.5, "west": 0.15}, yard.results
    print("ok")


if __name__ == "__main__":
    asyncio.run(main())
