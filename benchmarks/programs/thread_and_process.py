import asyncio
import multiprocessing.dummy as threads
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool


def heavy(n: int) -> int:
    return sum(i * i for i in range(n))


async def gather(numbers: list) -> list:
    loop = asyncio.get_running_loop()
    offset = 3

    def light(n: int) -> int:
        return n + offset

    shifted = await asyncio.gather(
        *(loop.run_in_executor(None, light, n) for n in numbers)
    )
    with ProcessPoolExecutor(2) as executor:
        sums = [loop.run_in_executor(executor, heavy, n) for n in shifted]
        return await asyncio.gather(*sums)


def main() -> None:
    numbers = [10, 20, 30]
    with ThreadPool(2) as pool:
        doubled = pool.map(lambda n: n * 2, numbers)
    with threads.Pool(2) as pool:
        halved = pool.map(lambda n: n // 2, doubled)
    with ThreadPoolExecutor(2) as executor:
        words = list(executor.map(lambda n: f"<{n}>", halved))
    sums = asyncio.run(gather(numbers))
    assert halved == numbers
    assert words == ["<10>", "<20>", "<30>"]
    assert sums == [heavy(n + 3) for n in numbers]
    print("ok")


if __name__ == "__main__":
    main()
