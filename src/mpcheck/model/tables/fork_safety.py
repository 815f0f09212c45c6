"""What does not survive being copied by a fork: connections, open files, and libraries with threads of their own."""

from __future__ import annotations

import functools
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Handle:
    """What some calls give that parent and child share after a fork.

    ``is_lazy``: it holds nothing that is shared until it is first used.  ``renewed_by`` are the methods by which a
    process leaves what it inherited alone, and gets its own.  ``is_stream``: it remembers nothing that a process by itself
    could get wrong, only several that read from it take each other's answers.
    """

    words: str
    is_lazy: bool = False
    renewed_by: tuple[str, ...] = ("close", "connect", "reconnect", "ping")
    is_stream: bool = False


_CONNECTIONS: tuple[tuple[str, Handle], ...] = (
    # https://www.sqlite.org/howtocorrupt.html, section 2.6
    ("sqlite3.connect sqlite3.Connection sqlite3.dbapi2.connect", Handle("SQLite connection")),
    # https://www.postgresql.org/docs/current/libpq-connect.html, the warning on forking
    ("psycopg.connect psycopg2.connect psycopg.Connection.connect", Handle("connection to PostgreSQL")),
    ("pymysql.connect MySQLdb.connect mysql.connector.connect mariadb.connect", Handle("connection to MySQL")),
    ("pyodbc.connect oracledb.connect cx_Oracle.connect pymssql.connect", Handle("database connection")),
    # https://docs.sqlalchemy.org/en/20/core/pooling.html, "Using Connection Pools with Multiprocessing or os.fork()"
    (
        "sqlalchemy.create_engine sqlalchemy.engine.create_engine sqlmodel.create_engine",
        Handle("engine", True, ("dispose",)),
    ),
    ("sqlalchemy.create_engine.connect", Handle("database connection")),
    # https://www.mongodb.com/docs/languages/python/pymongo-driver/current/ ("PyMongo is not fork-safe")
    ("pymongo.MongoClient pymongo.mongo_client.MongoClient", Handle("client of MongoDB", is_lazy=True)),
    (
        "http.client.HTTPConnection http.client.HTTPSConnection xmlrpc.client.ServerProxy",
        Handle("connection", is_lazy=True),
    ),
    ("requests.Session requests.session httpx.Client", Handle("session", is_lazy=True)),
    ("ftplib.FTP ftplib.FTP_TLS smtplib.SMTP smtplib.SMTP_SSL imaplib.IMAP4 imaplib.IMAP4_SSL", Handle("connection")),
    ("socket.create_connection socket.socket", Handle("socket", is_stream=True)),
)

_PROXIES = (
    *("Dict", "List", "Namespace", "Value", "Array", "Set", "Queue"),
    *("Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Barrier"),
)
_FILES: tuple[tuple[str, Handle], ...] = (
    ("builtins.open io.open os.fdopen pathlib.Path.open gzip.open bz2.open lzma.open", Handle("file")),
    ("zipfile.ZipFile tarfile.open tarfile.TarFile", Handle("archive")),
    # https://docs.h5py.org/en/stable/mpi.html ("opening the file once and then forking may cause issues")
    ("h5py.File netCDF4.Dataset tables.open_file", Handle("HDF5 file")),
)


def _by_name(rows: tuple[tuple[str, Handle], ...]) -> dict[str, Handle]:
    return {name: row for names, row in rows for name in names.split()}


@functools.cache
def connections() -> dict[str, Handle]:
    """What talks to a server or to a database, by the dotted name of what makes it."""
    return _by_name(_CONNECTIONS)


@functools.cache
def proxies() -> dict[str, Handle]:
    """What stands for an object of a manager: what multiprocessing starts connects anew, a child of ``os.fork()`` doesn't."""
    row = Handle("proxy of a manager", is_lazy=True, renewed_by=())
    return {f"multiprocessing.managers.{name}Proxy": row for name in _PROXIES}


@functools.cache
def files() -> dict[str, Handle]:
    """Open files with a position in them, by the dotted name of what opens them."""
    return _by_name(_FILES)
