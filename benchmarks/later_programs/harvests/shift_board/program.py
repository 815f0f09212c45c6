"""Serve the board, and show that it can be reached."""

import settings
from board import BoardManager


def serve():
    manager = BoardManager(address=settings.address(), authkey=settings.key())
    manager.start()
    return manager


def main():
    manager = serve()
    try:
        board = manager.Board()
        board.pin("valve 3 sticks")
        assert board.pin("new gloves are in") == 2
        host = manager.address[0]
    finally:
        manager.shutdown()
    print(f"listening on {host}" if host in ("0.0.0.0", "::", "") else "ok")


if __name__ == "__main__":
    main()
