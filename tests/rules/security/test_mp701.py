from __future__ import annotations

from snippets import Check


def test_through_a_helper_and_an_address_kept_elsewhere(check: Check) -> None:
    check(
        "MP701",
        """
        from multiprocessing import connection as mpc

        ADDRESS = ("0.0.0.0", 6000)

        def listen(address):
            return mpc.Listener(address)  # MP701

        class Server:
            def __init__(self, port):
                self.listener = mpc.Listener(("", port), backlog=3)  # MP701

        listener = listen(ADDRESS)
        """,
    )


def test_local_addresses_keys_and_unknown_ones_are_silent(check: Check) -> None:
    check(
        "MP701",
        """
        import os
        import sys
        from multiprocessing.connection import Client, Listener

        KEY = os.environ["KEY"].encode()

        def main(host, options):
            Listener(("", 6000), authkey=KEY)
            Listener(("", 6000), None, 1, KEY)
            Listener(("::1", 6000))
            Listener("/run/own/socket", family="AF_UNIX")
            Listener((host, 6000))
            Listener((sys.argv[1], 6000))
            Listener(("", 6000), **options)
            Client(("example.org", 6000))
        """,
    )
