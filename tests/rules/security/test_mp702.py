from __future__ import annotations

import ast
import textwrap
from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from mpcheck.model.module import Module
from mpcheck.rules.security.keys import mismatches
from mpcheck.targets import all_targets
from snippets import Check, check_files


def test_other_machines_unknown_addresses_and_this_machine(check: Check) -> None:
    found = check(
        "MP702",
        """
        import sys
        from multiprocessing import managers
        from multiprocessing.connection import Listener

        class Queues(managers.SyncManager):
            PORT = 50000

        def serve(key=b"k"):
            server = Queues(("0.0.0.0", Queues.PORT), key)  # MP702
            server.get_server().serve_forever()

        serve()

        def listen(host):
            return Listener((host, 6000), authkey=b"k")  # MP702

        def local():
            return Listener(("127.0.0.1", 6000), authkey=b"k")  # MP702

        def private():
            return Listener("/run/user/1000/jobs", authkey=b"k")  # MP702
        """,
    )
    assert [finding.confidence for finding in sorted(found, key=lambda one: one.location.line)] == [
        Confidence.HIGH,
        Confidence.MEDIUM,
        Confidence.MEDIUM,
        Confidence.LOW,
    ]


def test_clients_own_addresses_and_keys_from_elsewhere_are_silent(check: Check) -> None:
    check(
        "MP702",
        """
        import os
        from multiprocessing.connection import Client, Listener
        from multiprocessing.managers import BaseManager, SharedMemoryManager

        class Own(BaseManager):
            def __init__(self, name, authkey):
                super().__init__(("", 6000), os.urandom(9))

        def main(key, options):
            client = BaseManager(("example.org", 6000), b"k")
            client.connect()
            Client(("example.org", 6000), authkey=b"k")
            SharedMemoryManager(authkey=b"k").start()
            Own("", b"k").start()
            BaseManager(("", 6000), key).start()
            BaseManager(("", 6000)).start()
            Listener(("", 6000), authkey=open("key", "rb").read())
            Listener(("", 6000), **options)
        """,
    )


SERVING = """
import os
from multiprocessing.connection import Client, Listener
from multiprocessing.managers import BaseManager

HERE = ("localhost", 6001)

class Store(BaseManager):
    pass

"""
REFUSED = {
    "a listener": """
        def serve():
            with Listener(HERE, authkey=b"one") as listener:  # MP702
                print(listener.accept().recv())

        def ask():
            with Client(HERE, authkey=b"two") as connection:  # MP702
                connection.send(1)
    """,
    "the address of a listener": """
        def main(start):
            listener = Listener(("127.0.0.1", 0), authkey=b"one")  # MP702
            start(listener)
            return Client(listener.address, "AF_INET", b"two")  # MP702
    """,
    "a manager that is kept": """
        class Service:
            def __init__(self):
                self.server = Store(("127.0.0.1", 0), b"one")  # MP702
                self.server.start()

            def client(self):
                store = Store(address=self.server.address, authkey=b"two")  # MP702
                store.connect()
                return store
    """,
}


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_two_keys(check: Check, source: str) -> None:
    found = check("MP702", SERVING + textwrap.dedent(source))
    (refused,) = (one for one in found if "AuthenticationError" in one.message)
    assert refused.confidence is Confidence.HIGH
    assert [one.message for one in refused.related] == ["the server"]


ACCEPTED = {
    "one key": "l = Listener(authkey=b'k')\nc = Client(l.address, authkey=b'k')",
    "one key under two names": "A = b'k'\nB = b'k'\nl = Listener(authkey=A)\nc = Client(l.address, authkey=B)",
    "a key that may be the same": "l = Listener(authkey=os.environb[b'KEY'])\nc = Client(l.address, authkey=b'k')",
    "one of two": "l = Listener(authkey=b'a' if os.name else b'k')\nc = Client(l.address, authkey=b'k')",
    "another server": "l = Listener(authkey=b'a')\nc = Client('/tmp/other', authkey=b'k')",
    "a server of several at a place": """
def first():
    return Listener("/tmp/here", authkey=b"a")

def second():
    return Listener("/tmp/here", authkey=b"b")

def client():
    return Client("/tmp/here", authkey=b"b")
""",
    "refusals are expected": """
l = Listener(authkey=b"a")
try:
    Client(l.address, authkey=b"b")
except Exception:
    print("refused")
""",
    "refusals are tried": """
import multiprocessing, pytest
def test():
    l = Listener(authkey=b"a")
    with pytest.raises(multiprocessing.AuthenticationError):
        Client(l.address, authkey=b"b")
""",
    "no client": "a, b = Store(authkey=b'a'), Store(authkey=b'b')\na.start()\nb.start()",
    "a port that the system chooses": """
def first():
    return Listener(("localhost", 0), authkey=b"a")

def second():
    return Client(("localhost", 0), authkey=b"b")
""",
}


@pytest.mark.parametrize("source", ACCEPTED.values(), ids=ACCEPTED)
def test_no_two_keys(check: Check, source: str) -> None:
    text = SERVING + textwrap.dedent(source)
    module = Module("program.py", text, ast.parse(text), all_targets())
    assert not list(mismatches(module))


def test_two_keys_of_two_files(tmp_path: Path) -> None:
    files = {
        "shop.py": """
            from multiprocessing.connection import Client
            def order(place, what):
                with Client(place, authkey=b"till-1") as connection:  # MP702
                    connection.send(what)
        """,
        "main.py": """
            import threading
            from multiprocessing.connection import Listener
            import shop
            def main():
                listener = Listener(("localhost", 0), authkey=b"till-2")  # MP702
                threading.Thread(target=listener.accept).start()
                shop.order(listener.address, "tea")
        """,
    }
    check_files(tmp_path, files, "MP702")


def test_keys_that_are_encoded_texts(check: Check) -> None:
    check(
        "MP702",
        """
        import os
        from multiprocessing.connection import Listener
        from multiprocessing.managers import BaseManager

        PASSPHRASE = "open sesame"

        class Settings:
            KEY = "of the office"

        def listen(port, key: str = PASSPHRASE):
            return Listener(("0.0.0.0", port), authkey=key.encode("utf-8"))  # MP702

        def manage():
            BaseManager(("", 6000), bytes(PASSPHRASE, "ascii")).start()  # MP702
            BaseManager(("", 6001), Settings.KEY.encode()).start()  # MP702
            BaseManager(("", 6002), os.environ["KEY"].encode()).start()
            BaseManager(("", 6003), os.environ.get("KEY", PASSPHRASE).encode()).start()
            BaseManager(("", 6004), bytes(16)).start()
            BaseManager(("", 6006), bytes(os.environ.get("KEY") or PASSPHRASE, "utf-8")).start()
            BaseManager(("", 6005), open("key").read().encode()).start()

        if __name__ == "__main__":
            listen(7000)
            listen(7001, os.environ["KEY"])
        """,
    )


def test_a_function_that_makes_both_sides(check: Check) -> None:
    check(
        "MP702",
        """
        from multiprocessing.managers import BaseManager

        class Desk(BaseManager):
            pass

        def desk(port):
            return Desk(address=("", port), authkey=b"of this desk")  # MP702

        def client_only(port):
            return Desk(address=("example.org", port), authkey=b"of this desk")

        def connect(port):
            for made in (desk(port), client_only(port)):
                made.connect()

        def serve():
            desk(6000).get_server().serve_forever()
        """,
    )


def test_the_key_of_a_third_file_is_passed_to_another(tmp_path: Path) -> None:
    files = {
        "conf.py": """
            HOST = "0.0.0.0"
            PORT = 6000
            KEY = b"secret"
        """,
        "lib.py": """
            from multiprocessing.managers import BaseManager

            class Jobs(BaseManager):
                pass

            def make(host, port, key):
                return Jobs(address=(host, port), authkey=key)
        """,
        "program.py": """
            import conf
            from lib import make

            if __name__ == "__main__":
                server = make(conf.HOST, conf.PORT, conf.KEY).get_server()  # MP702
                server.serve_forever()
        """,
    }
    check_files(tmp_path, files, "MP702")


def test_a_class_of_another_file_only_connects(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing.managers import BaseManager

            class Jobs(BaseManager):
                pass

            class Remote:
                def __init__(self, host, key=b"secret"):
                    self.jobs = Jobs(address=(host, 5000), authkey=key)

                def open(self):
                    self.jobs.connect()
        """,
        "program.py": """
            from lib import Remote

            if __name__ == "__main__":
                remote = Remote("farm.example")
                print(remote)
        """,
    }
    check_files(tmp_path, files, "MP702")
