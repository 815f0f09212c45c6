from __future__ import annotations

from mpcheck.findings import Confidence
from snippets import Check


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
        """,
    )
    assert [finding.confidence for finding in sorted(found, key=lambda one: one.location.line)] == [
        Confidence.HIGH,
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
