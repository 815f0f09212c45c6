"""How controller and agents find each other."""
import contextlib
import threading
from multiprocessing import managers

LOOPBACK = "127.0.0.1"
SHARED_PHRASE = "nightly-build-desk"


class DeskManager(managers.BaseManager):
    pass


def _manager(port, **registration):
    class Bound(DeskManager):
        pass

    Bound.register("desk", **registration)
    return Bound(address=(LOOPBACK, port), authkey=SHARED_PHRASE.encode())


def connect(port):
    manager = _manager(port)
    manager.connect()
    return manager


@contextlib.contextmanager
def hosting(desk, port=0):
    server = _manager(port, callable=lambda: desk).get_server()
    thread = threading.Thread(target=server.serve_forever, daemon=True, name="desk")
    thread.start()
    try:
        yield server.address[1]
    finally:
        server.stop_event.set()
