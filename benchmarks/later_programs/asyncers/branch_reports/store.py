"""Access to the till databases that the branches upload every night."""
import random
import sqlite3
from pathlib import Path

SCHEMA = "CREATE TABLE sale (day TEXT, article TEXT, cents INTEGER)"


def create(path: Path, seed: int, rows: int = 300) -> Path:
    dice = random.Random(seed)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(SCHEMA)
        connection.executemany(
            "INSERT INTO sale VALUES (?, ?, ?)",
            (
                (f"2024-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}", dice.choice("ABCD"), dice.randint(50, 9000))
                for _ in range(rows)
            ),
        )
    connection.close()
    return path


def select(path: Path, statement: str, *values):
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    return connection.execute(statement, values)
