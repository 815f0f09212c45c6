import asyncio
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial

VISITS = [
    ("surgery", 34), ("surgery", 71), ("eye", 12), ("eye", 55),
    ("heart", 80), ("heart", 67), ("heart", 59),
]


def open_database(path=":memory:"):
    connection = sqlite3.connect(path)
    connection.execute("create table visits (ward text, age integer)")
    connection.executemany("insert into visits values (?, ?)", VISITS)
    connection.commit()
    return connection


def median_age(connection, ward):
    rows = connection.execute("select age from visits where ward = ? order by age", (ward,))
    ages = [age for (age,) in rows]
    middle = len(ages) // 2
    return ages[middle] if len(ages) % 2 else (ages[middle - 1] + ages[middle]) / 2


async def medians(executor, connection, wards):
    loop = asyncio.get_running_loop()
    job = partial(median_age, connection)
    pending = [loop.run_in_executor(executor, job, ward) for ward in wards]
    return dict(zip(wards, await asyncio.gather(*pending)))


def main():
    with ExitStack() as stack:
        database = open_database()
        stack.callback(database.close)
        wards = [w for (w,) in database.execute("select distinct ward from visits order by 1")]
        executor = stack.enter_context(ProcessPoolExecutor(max_workers=2))
        result = asyncio.run(medians(executor, database, wards))
    for ward, age in result.items():
        print(f"{ward:>8}: {age}")


if __name__ == "__main__":
    main()
