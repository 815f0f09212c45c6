import asyncio
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial


def simulate(symbol: str, steps: int) -> float:
    price = float(sum(map(ord, symbol)))
    for n in range(steps):
        price *= 1.001 if (n * 7919) % 3 else 0.998
    return round(price, 4)


def load_symbols(delay: float) -> list:
    time.sleep(delay)
    return ["ABC", "XYZ", "QED"]


async def quotes(cpu, io, steps):
    loop = asyncio.get_running_loop()
    symbols = await loop.run_in_executor(io, lambda: load_symbols(0.05))

    def stamp():
        return time.strftime("%Y-%m-%d")

    day = await loop.run_in_executor(None, stamp)
    jobs = [loop.run_in_executor(cpu, partial(simulate, s, steps=steps)) for s in symbols]
    prices = await asyncio.gather(*jobs)
    return day, dict(zip(symbols, prices))


async def main():
    with ProcessPoolExecutor(2) as cpu, ThreadPoolExecutor(2) as io:
        day, table = await quotes(cpu, io, 3000)
    for symbol, price in table.items():
        print(day, symbol, price)
    assert table == {s: simulate(s, 3000) for s in table}
    print("ok")


if __name__ == "__main__":
    asyncio.run(main())
