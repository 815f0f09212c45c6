from __future__ import annotations

import multiprocessing
from typing import Any, Callable


class FieldError(ValueError):
    def __init__(self, field: str, problem: str, value: Any = None) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem
        self.value = value

    def __reduce__(self):
        return type(self), (self.field, self.problem, self.value)


class RowSkipped(Exception):
    def __init__(self, *, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_age(row: dict) -> int:
    if row.get("test"):
        raise RowSkipped(reason="test account")
    age = int(row["age"])
    if not 0 <= age < 130:
        raise FieldError("age", "out of range", age)
    return age


def check(row: dict) -> int | None:
    try:
        return parse_age(row)
    except RowSkipped as skipped:
        print(f"{row['name']} left out ({skipped.reason})", flush=True)
        return None


def validate(rows: list[dict], worker: Callable[[dict], Any] = check):
    good, bad = [], []
    with multiprocessing.Pool(processes=2) as pool:
        pending = [pool.apply_async(worker, (row,)) for row in rows]
        for result in pending:
            try:
                good.append(result.get(timeout=15))
            except FieldError as exc:
                bad.append((exc.field, exc.problem, exc.value))
    return good, bad


if __name__ == "__main__":
    people = [
        {"name": "ann", "age": "31"},
        {"name": "bob", "age": "431"},
        {"name": "tst", "test": True},
    ]
    good, bad = validate(people)
    print(good, bad)
    assert (good, bad) == ([31, None], [("age", "out of range", 431)])
    print("ok")
