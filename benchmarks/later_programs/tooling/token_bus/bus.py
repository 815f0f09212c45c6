"""Local bus for the agents of one machine."""
import secrets
from multiprocessing.managers import BaseManager


class Ledger:
    def __init__(self):
        self._entries = []

    def post(self, who, what):
        self._entries.append((who, what))
        return len(self._entries)

    def entries(self):
        return list(self._entries)


class BusServer(BaseManager):
    pass


class BusClient(BaseManager):
    pass


_ledger = Ledger()


def the_ledger():
    return _ledger


BusServer.register("ledger", callable=the_ledger)
BusClient.register("ledger")


def open_bus():
    key = secrets.token_bytes(32)
    server = BusServer(("127.0.0.1", 0), authkey=key)
    server.start()
    return server, key


def join_bus(address, key):
    client = BusClient(address, authkey=key)
    client.connect()
    return client
