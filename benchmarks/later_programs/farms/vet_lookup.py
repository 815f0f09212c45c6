"""Looks up withdrawal periods; the slow register is only asked for as long as the vet is willing to wait."""
import asyncio
import functools
import sys
import time
from concurrent.futures import ProcessPoolExecutor

LOCAL = {"penicillin": 4, "ketoprofen": 0}


def register(drug, delay):
    time.sleep(delay)
    return LOCAL.get(drug, 28)


async def ask(pool, drug, delay, patience):
    loop = asyncio.get_running_loop()
    job = loop.run_in_executor(pool, functools.partial(register, drug, delay))
    done, open_jobs = await asyncio.wait([job], timeout=patience)
    if open_jobs:
        job.cancel()
        return drug, None
    return drug, job.result()


async def consult(pool):
    first = await ask(pool, "penicillin", 0.0, 6)
    rest = await asyncio.gather(
        ask(pool, "ketoprofen", 0.0, 6),
        ask(pool, "oxytocin", 1.5, 0.2),
    )
    return [first] + list(rest)


def main():
    pool = ProcessPoolExecutor(max_workers=2)
    try:
        answers = asyncio.run(consult(pool))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    for drug, days in answers:
        print("%-12s %s" % (drug, "ask by telephone" if days is None else "%d days" % days))
    if [d for _, d in answers] == [4, 0, None]:
        print("ok")
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
