"""The only process that touches the database."""

import sqlite3


def write_all(queue, path):
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("create table readings (sensor text, step integer, value real)")
        for batch in iter(queue.get, None):
            connection.executemany("insert into readings values (?, ?, ?)", batch)
    connection.close()
