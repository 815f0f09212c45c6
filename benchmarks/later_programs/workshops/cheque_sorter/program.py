"""Sorts cheques into boxes."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool

from errors import SorterError
from sorting import sort

CHEQUES = ["200017", "20x3", "310009", "200004"]


async def boxes(pool):
    loop = asyncio.get_running_loop()
    tasks = [loop.run_in_executor(pool, sort, number) for number in CHEQUES]
    return await asyncio.gather(*tasks, return_exceptions=True)


def again():
    with Pool(2) as pool:
        for result in [pool.apply_async(sort, (number,)) for number in CHEQUES]:
            try:
                yield result.get(timeout=60)
            except SorterError as error:
                yield error


async def main():
    with ProcessPoolExecutor(2) as pool:
        found = await boxes(pool)
    return [str(each) for each in found]


if __name__ == "__main__":
    by_loop = asyncio.run(main())
    by_pool = [str(each) for each in again()]
    assert by_loop == by_pool == ["1", "cheque 20x3 cannot be read at 2", "cheque 310009 is of bank 31", "0"], by_loop
    print("ok")
