import secrets
from multiprocessing.managers import BaseManager


class Board:
    def __init__(self):
        self.rows = []

    def post(self, who, what):
        self.rows.append((who, what))
        return len(self.rows)

    def read(self):
        return sorted(self.rows)


class BoardManager(BaseManager):
    pass


_board = Board()


def get_board():
    return _board


BoardManager.register("board", callable=get_board)


def open_board(port=0):
    key = secrets.token_bytes(32)
    manager = BoardManager(address=("127.0.0.1", port), authkey=key)
    manager.start()
    return manager, key


def join_board(address, key):
    manager = BoardManager(address=address, authkey=key)
    manager.connect()
    return manager.board()
