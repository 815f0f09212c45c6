from contextlib import contextmanager
from multiprocessing.managers import BaseManager, DictProxy

_marks = {}


def get_marks():
    return _marks


class PriceBoard(BaseManager):
    """Holds the marks of the day."""


PriceBoard.register("marks", callable=get_marks, proxytype=DictProxy)


@contextmanager
def connect(address):
    client = PriceBoard(address=address, authkey=b"eod-board")
    client.connect()
    yield client.marks()
