"""The calls, as the workers make them."""
import threading

from .problems import BadGateway, Overloaded, Problem, ProtocolError, Timeout


class Connection:
    def __init__(self, service):
        self.service = service
        self.lock = threading.Lock()

    def read_frame(self):
        raise ProtocolError(self, 17)


def _stock():
    raise Timeout("stock", 2.5)


def _search():
    raise Overloaded("search", queue_length=80, retry_after=1.5)


def _orders():
    raise BadGateway("orders", 500)


def _audit():
    try:
        return Connection("audit").read_frame()
    except ProtocolError as error:
        raise Problem(f"audit spoke another protocol: {error}") from None


_SERVICES = {
    "users": lambda: ["ada", "grace"],
    "orders": _orders,
    "stock": _stock,
    "search": _search,
    "audit": _audit,
}


def call(route):
    return _SERVICES[route]()
