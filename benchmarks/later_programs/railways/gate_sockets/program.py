import multiprocessing
import socket
import sys

from desk import LevelCrossingDesk


class DeskHost:
    def __init__(self, context):
        self._context = context
        self._door = socket.create_server(("127.0.0.1", 0))
        self._process = None

    def __enter__(self):
        desk = LevelCrossingDesk(self._door, visitors=3)
        self._process = self._context.Process(target=desk.serve, daemon=True)
        self._process.start()
        return self._door.getsockname()

    def __exit__(self, *failure):
        self._process.join(4)
        self._door.close()
        return False

    @property
    def exitcode(self):
        return self._process.exitcode


def inquire(address, crossing):
    with socket.create_connection(address, timeout=4) as link:
        link.sendall(crossing.encode())
        return link.recv(128).decode()


def main():
    host = DeskHost(multiprocessing.get_context())
    with host as address:
        seen = [inquire(address, name) for name in ("LX 14", "LX 15", "LX 99")]
    if host.exitcode != 0 or seen != ["closed", "open", "unknown"]:
        return f"{host.exitcode} {seen}"
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
