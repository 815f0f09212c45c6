from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

REPORTED = {
    "an engine that the parent has used": """
        from concurrent.futures import ProcessPoolExecutor
        from sqlalchemy import create_engine, text

        engine = create_engine("postgresql:///shop")  # MP503

        def fetch(number):
            with engine.connect() as connection:
                return connection.execute(text("SELECT 1")).scalar()

        def main():
            with engine.begin() as connection:
                connection.execute(text("CREATE TABLE IF NOT EXISTS items (number INTEGER)"))
            with ProcessPoolExecutor() as executor:
                print(list(executor.map(fetch, range(3))))

        if __name__ == "__main__":
            main()
        """,
    "an argument of a process, under another name": """
        import multiprocessing as mp
        import psycopg2 as pg

        def work(database):
            fetch(database)

        def fetch(handle):
            with handle.cursor() as cursor:
                cursor.execute("SELECT 1")

        if __name__ == "__main__":
            handle = pg.connect("dbname=shop")  # MP503
            workers = [mp.Process(target=work, args=(handle,)) for _ in range(2)]
            for worker in workers:
                worker.start()
        """,
    "an attribute, used by a method of a process": """
        from multiprocessing import Process
        import pymysql

        class Worker(Process):
            def __init__(self):
                super().__init__()
                self.database = pymysql.connect(host="db")  # MP503

            def run(self):
                self.database.cursor().execute("SELECT 1")

        if __name__ == "__main__":
            worker = Worker()
            worker.start()
            worker.join()
        """,
    "a socket on which several workers ask": """
        import multiprocessing
        import socket

        class Client:
            def __init__(self, port):
                self.stream = socket.create_connection(("localhost", port))  # MP503

            def ask(self, question):
                self.stream.sendall(question)
                return self.stream.recv(100)

        def main():
            client = Client(8000)
            for question in (b"one", b"two"):
                multiprocessing.get_context("fork").Process(target=client.ask, args=(question,)).start()

        if __name__ == "__main__":
            main()
        """,
    "a socket that is connected after it is made": """
        import socket
        from concurrent.futures import ProcessPoolExecutor

        server = socket.socket()  # MP503

        def fetch(number):
            server.send(b"%d" % number)
            return read()

        def read():
            return server.recv(8)

        def main():
            server.connect(("localhost", 8000))
            with ProcessPoolExecutor() as executor:
                return list(executor.map(fetch, range(9)))

        if __name__ == "__main__":
            main()
        """,
}

SILENT = {
    "sockets of servers, of one worker, under a lock, for each, to which all only write": """
        import socket
        from multiprocessing import Lock, Pool, Process
        from socket import create_connection

        listener = socket.socket()
        lock = Lock()
        log = create_connection(("localhost", 514))
        shared = create_connection(("localhost", 8000))

        def accept():
            connection, _ = listener.accept()
            connection.send(listener.recv(8))

        def read(connection):
            log.sendall(connection.recv(8))

        def ask(number):
            with lock:
                shared.sendall(b"%d" % number)
                return shared.recv(8)

        def main():
            listener.bind(("", 80))
            for _ in range(4):
                Process(target=accept).start()
            alone = create_connection(("localhost", 8001))
            Process(target=read, args=(alone,)).start()
            for _ in range(4):
                own = create_connection(("localhost", 8002))
                Process(target=read, args=(own,)).start()
            with Pool() as pool:
                pool.map(ask, range(3))

        if __name__ == "__main__":
            main()
        """,
    "a socket that each worker opens anew": """
        import os
        import socket
        from multiprocessing import Pool

        _link = None
        _owner = 0

        def link():
            global _link, _owner
            if _owner != os.getpid():
                _link, _owner = socket.create_connection(("localhost", 1)), os.getpid()
            return _link

        def ask(number):
            link().sendall(b"%d" % number)
            return _link.recv(8)

        if __name__ == "__main__":
            link()
            with Pool() as pool:
                pool.map(ask, range(3))
        """,
    "the worker disposes of the inherited pool": """
        from multiprocessing import Pool
        from sqlalchemy import create_engine

        engine = create_engine("postgresql:///shop")

        def begin():
            engine.dispose(close=False)

        def fetch(number):
            with engine.connect() as connection:
                return connection.execute("SELECT 1").scalar()

        if __name__ == "__main__":
            print(engine.connect().execute("SELECT 2").scalar())
            with Pool(initializer=begin) as pool:
                print(pool.map(fetch, range(3)))
        """,
    "no connection is kept": """
        from multiprocessing import Pool
        from sqlalchemy import create_engine
        from sqlalchemy.pool import NullPool

        engine = create_engine("postgresql:///shop", poolclass=NullPool)

        def fetch(number):
            return engine.connect().execute("SELECT 1").scalar()

        if __name__ == "__main__":
            engine.connect().close()
            with Pool() as pool:
                print(pool.map(fetch, range(3)))
        """,
    "the parent never opens the lazy client": """
        from multiprocessing import Pool
        from pymongo import MongoClient

        client = MongoClient("mongodb://db")

        def fetch(number):
            return client.shop.items.find_one({"number": number})

        if __name__ == "__main__":
            with Pool() as pool:
                print(pool.map(fetch, range(3)))
        """,
    "threads share it": """
        from multiprocessing.pool import ThreadPool
        import psycopg2

        connection = psycopg2.connect("dbname=shop")

        def fetch(number):
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")

        with ThreadPool() as pool:
            pool.map(fetch, range(3))
        """,
    "spawned workers have one of their own": """
        import multiprocessing
        import psycopg2

        connection = psycopg2.connect("dbname=shop")

        def fetch(number):
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")

        if __name__ == "__main__":
            with multiprocessing.get_context("spawn").Pool() as pool:
                pool.map(fetch, range(3))
        """,
    "made by the method that the worker runs": """
        from multiprocessing import Process
        import psycopg2

        class Worker(Process):
            def run(self):
                self.database = psycopg2.connect("dbname=shop")
                self.database.cursor().execute("SELECT 1")

        if __name__ == "__main__":
            Worker().start()
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_inherited_connections_are_reported_where_they_are_made(check: Check, source: str) -> None:
    (finding,) = check("MP503", source)
    assert finding.confidence is Confidence.MEDIUM
    assert "fork" in {target.start_method for target in finding.breaks_when}
    assert not {target for target in finding.breaks_when if target.platform == "windows"}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_connections_of_one_process_are_not(check: Check, source: str) -> None:
    check("MP503", source)


def test_the_server_of_forkserver_opens_what_the_import_opens(check: Check) -> None:
    (finding,) = check(
        "MP503",
        """
        from multiprocessing import Pool
        import psycopg2

        connection = psycopg2.connect("dbname=shop")  # MP503

        def fetch(number):
            connection.cursor().execute("SELECT 1")

        if __name__ == "__main__":
            with Pool(4) as pool:
                pool.map(fetch, range(3))
        """,
    )
    versions = {target.python for target in finding.breaks_when if target.start_method == "forkserver"}
    assert versions == {(3, 14), (3, 15)}


def test_a_session_that_may_keep_no_connection_is_a_hint(check: Check) -> None:
    (finding,) = check(
        "MP503",
        """
        from multiprocessing import Pool
        import requests

        session = requests.Session()  # MP503

        def fetch(url):
            return session.get(url).text

        if __name__ == "__main__":
            session.get("https://example.org/login")
            with Pool(4) as pool:
                pool.map(fetch, ["https://example.org"])
        """,
    )
    assert finding.confidence is Confidence.LOW


CLIENT = """
    import socket

    _server = None

    def connect(port):
        global _server
        _server = {made}
        {then}

    def ask(question):
        _server.sendall(question)
        return _server.recv(9)
    """
PROGRAM = """
    import multiprocessing
    import client

    def square(number):
        return client.ask(b"%d" % number)

    def main():
        client.connect(8000)
        with multiprocessing.Pool({arguments}) as pool:
            pool.map(square, range(9))

    if __name__ == "__main__":
        main()
    """


@pytest.mark.parametrize(
    ("made", "then"),
    [
        ("socket.create_connection(('localhost', port))  # MP503", ""),
        ("socket.socket()  # MP503", "_server.connect(('localhost', port))"),
    ],
)
def test_a_socket_that_a_function_of_another_file_opens(tmp_path: Path, made: str, then: str) -> None:
    files = {"main.py": PROGRAM.format(arguments=""), "client.py": CLIENT.format(made=made, then=then)}
    check_files(tmp_path, files, "MP503")


def test_a_socket_that_workers_open_by_that_function(tmp_path: Path) -> None:
    program = PROGRAM.format(arguments="2, client.connect, (8000,)")
    client = CLIENT.format(made="socket.create_connection(('localhost', port))", then="")
    check_files(tmp_path, {"main.py": program, "client.py": client}, "MP503")


#: How a function remembers the connection that it makes.
CACHED = """
    @functools.lru_cache(maxsize=None)
    def database(name="shop"):
        return psycopg2.connect(dbname=name){mark}
    """
LAZY = """
    def database():
        global _database
        if _database is None:
            _database = psycopg2.connect(dbname="shop"){mark}
        return _database
    """
OF_CLASS = """
    class Database:
        _open = None

        @classmethod
        def get(cls):
            if not cls._open:
                cls._open = psycopg2.connect(dbname="shop"){mark}
            return cls._open

    database = Database.get
    """
USED = """
    import functools, os
    import multiprocessing as mp
    import psycopg2

    _database = None
    {database}
    def renew():
        {renew}

    def work(number):
        return database({given}).cursor().execute("SELECT 1")

    def main():
        {before}
        with mp.Pool(4, renew) as pool:
            pool.map(work, range(9))
        {after}

    if __name__ == "__main__":
        main()
    """
OPENS = 'database().cursor().execute("SELECT 2")'


def used(database: str, before: str = OPENS, after: str = "", given: str = "", renew: str = "pass") -> str:
    return USED.format(database=database, before=before, after=after, given=given, renew=renew)


@pytest.mark.parametrize("database", [CACHED, LAZY, OF_CLASS], ids=["cached", "lazy", "of a class"])
def test_a_function_that_remembers_what_the_parent_has_opened(check: Check, database: str) -> None:
    check("MP503", used(database.format(mark="  # MP503")))


def test_arguments_of_a_function_that_remembers(check: Check) -> None:
    check("MP503", used(CACHED.format(mark="  # MP503"), before="database('shop')", given="'shop'"))
    check("MP503", used(CACHED.format(mark=""), before="database('other')", given="'shop'"))


OWN = {
    "the parent opens it later": used(CACHED, before="", after=OPENS),
    "the parent never opens it": used(LAZY, before=""),
    "workers forget it": used(CACHED, renew="database.cache_clear()"),
    "workers set it to nothing": used(LAZY, renew="global _database; _database = None"),
    "workers set the attribute to nothing": used(OF_CLASS, renew="Database._open = None"),
    "each process has its own": used(CACHED, before="database(os.getpid())", given="os.getpid()"),
    "it is not remembered": used("""
    def database():
        return psycopg2.connect(dbname="shop")
    """),
}


@pytest.mark.parametrize("source", OWN.values(), ids=OWN)
def test_a_function_by_which_each_process_opens_its_own(check: Check, source: str) -> None:
    check("MP503", source.format(mark=""))


SESSION = """
    import functools
    import socket

    class Session:
        def __init__(self, address):
            self.line = socket.create_connection(address){mark}

        def ask(self, question):
            self.line.sendall(question)
            return self.{read}

        def answer(self):
            return self.line.recv(8)

        def name(self):
            return "session"

    @functools.cache
    def session(address):
        return Session(address)
    """
ASKING = """
    import multiprocessing
    from session import session

    ADDRESS = ("localhost", 8000)

    def ask(number):
        return session(ADDRESS).ask(b"%d" % number)()

    def main():
        session(ADDRESS).ask(b"first")()
        with multiprocessing.Pool() as pool:
            pool.map(ask, range(9))

    if __name__ == "__main__":
        main()
    """


@pytest.mark.parametrize(("read", "mark"), [("answer", "  # MP503"), ("name", "")])
def test_an_object_of_another_file_whose_method_is_handed_out(tmp_path: Path, read: str, mark: str) -> None:
    check_files(tmp_path, {"main.py": ASKING, "session.py": SESSION.format(read=read, mark=mark)}, "MP503")


SHARED = """
    import socket

    class Link:
        _shared = None

        def __init__(self, address):
            self.line = socket.create_connection(address)  # MP503

        @{decorator}
        def shared({own}address):
            {asked}:
                {name}._shared = {name}(address)
            return {name}._shared

        def ask(self, question):
            self.line.sendall(question)
            return self.line.recv(8)

    def ask(address, question):
        return Link.shared(address).ask(question)
    """
WATCHES = """
    import multiprocessing
    from link import Link, ask

    class Watch(multiprocessing.Process):
        def __init__(self, address):
            super().__init__()
            self.address = address

        def run(self):
            for number in range(9):
                ask(self.address, b"%d" % number)

    def main(address):
        {before}
        watches = [Watch(address) for _ in range(3)]
        for watch in watches:
            watch.start()
    """
OF_CLASS_METHOD = {"decorator": "classmethod", "own": "cls, ", "asked": "if cls._shared is None", "name": "cls"}
OF_STATIC = {"decorator": "staticmethod", "own": "", "asked": "if not Link._shared", "name": "Link"}
BY_ADDRESS = {**OF_CLASS_METHOD, "asked": "if cls._shared is None or cls._shared.address != address"}


@pytest.mark.parametrize("link", [OF_CLASS_METHOD, OF_STATIC])
@pytest.mark.parametrize("before", ['Link.shared(address).ask(b"first")', 'ask(address, b"first")'])
def test_the_one_object_that_a_class_of_another_file_keeps(tmp_path: Path, link: dict[str, str], before: str) -> None:
    files = {"main.py": WATCHES.format(before=before), "link.py": SHARED.format_map(link)}
    check_files(tmp_path, files, "MP503")


@pytest.mark.parametrize(
    ("link", "before"), [(OF_STATIC, "print(address)"), (BY_ADDRESS, 'ask(("localhost", 80), b"first")')]
)
def test_what_only_workers_make(tmp_path: Path, link: dict[str, str], before: str) -> None:
    shared = SHARED.format_map(link).replace("  # MP503", "")
    check_files(tmp_path, {"main.py": WATCHES.format(before=before), "link.py": shared}, "MP503")


SERVER = """
    import socket
    from multiprocessing import Process

    def receive(stream, size):
        return stream.recv(size)

    def block(stream):
        return receive(stream, 4)

    def ask(port):
        stream = socket.socket(){mark}
        stream.connect(("localhost", port))
        {before}
        return block(stream)

    def serve(listener):
        connection, _ = listener.accept()
        return block(connection)

    if __name__ == "__main__":
        for worker in [Process(target=serve, args=(socket.create_server(("", 0)),)) for _ in range(2)]:
            worker.start()
        print(ask(8000))
    """


@pytest.mark.parametrize(
    ("before", "mark"),
    [("pass", ""), ("[Process(target=block, args=(stream,)).start() for _ in range(2)]", "  # MP503")],
)
def test_what_reads_the_socket_of_a_client_may_read_others_in_workers(check: Check, before: str, mark: str) -> None:
    check("MP503", SERVER.format(before=before, mark=mark))
