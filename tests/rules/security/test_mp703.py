"""MP703: what arrives at a socket from anywhere is unpickled."""

from __future__ import annotations

from pathlib import Path

from snippets import Check, check_files


def test_addresses_aliases_and_sockets_passed_around(check: Check) -> None:
    check(
        "MP703",
        """
        import pickle as serializer
        from zmq import PULL, REP, Context, Socket

        PORT = 5555

        def receive(socket):
            return socket.recv_pyobj(flags=1)  # MP703

        def load(socket):
            message = socket.recv()
            return serializer.loads(message)  # MP703

        def make(kind, address):
            socket = Context.instance().socket(kind)
            socket.bind(address)
            return socket

        def serve(port):
            tasks = Context().socket(PULL)
            tasks.bind("tcp://0.0.0.0:%d" % port)
            receive(tasks)
            with Socket(Context.instance(), REP) as server:
                server.bind(f"tcp://*:{PORT}")
                load(server)
            make(REP, "tcp://[::]:5556").recv_pyobj()  # MP703
        """,
    )


def test_addresses_of_this_machine_and_unknown_ones_are_silent(check: Check) -> None:
    check(
        "MP703",
        """
        import pickle
        import zmq

        class Server:
            def __init__(self, address, host="*"):
                self.socket = zmq.Context().socket(zmq.REP)
                self.socket.bind(address)
                self.other = zmq.Context().socket(zmq.REP)
                self.other.bind(f"tcp://{host}:5555" if host != "*" else "tcp://127.0.0.1:5555")
                self.client = zmq.Context().socket(zmq.REQ)
                self.client.connect("tcp://*:5555")
                self.local = zmq.Context().socket(zmq.PULL)
                self.local.bind("ipc:///tmp/socket")

            def run(self):
                with open("file", "rb") as file:
                    pickle.loads(file.read())
                return [one.recv_pyobj() for one in (self.socket, self.client, self.local)]

        def texts():
            socket = zmq.Context().socket(zmq.PULL)
            socket.bind("tcp://*:5555")
            return socket.recv_json(), socket.recv_string()
        """,
    )


def test_authenticated_sockets_are_silent(check: Check) -> None:
    check(
        "MP703",
        """
        import zmq
        from zmq.auth.thread import ThreadAuthenticator

        context = zmq.Context()
        keys = ThreadAuthenticator(context)
        keys.start()
        socket = context.socket(zmq.PULL)
        socket.setsockopt(zmq.CURVE_SERVER, 1)
        socket.bind("tcp://*:5555")
        socket.recv_pyobj()
        """,
    )


def test_an_object_of_another_file_unpickles_what_arrives(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            import pickle

            class Server:
                def __init__(self, socket):
                    self.socket = socket

                def receive(self):
                    return pickle.loads(self.socket.recv())  # MP703
        """,
        "program.py": """
            import zmq
            from lib import Server

            def main():
                socket = zmq.Context().socket(zmq.PULL)
                socket.bind("tcp://*:5555")
                print(Server(socket).receive())

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP703")


def test_an_object_of_another_file_checks_what_arrives(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            import hmac
            import pickle

            KEY = b"k"

            class Server:
                def __init__(self, socket):
                    self.socket = socket

                def receive(self):
                    text = self.socket.recv()
                    if not hmac.compare_digest(text[:32], hmac.digest(KEY, text[32:], "sha256")):
                        raise ValueError
                    return pickle.loads(text)
        """,
        "program.py": """
            import zmq
            from lib import Server

            def main():
                socket = zmq.Context().socket(zmq.PULL)
                socket.bind("tcp://*:5555")
                print(Server(socket).receive())

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP703")


def test_connections_that_a_socket_accepts(check: Check) -> None:
    check(
        "MP703",
        """
        import pickle
        import socket
        import struct
        from threading import Thread

        def exactly(connection, size):
            data = b""
            while len(data) < size:
                data += connection.recv(size - len(data))
            return data

        def serve(connection):
            (size,) = struct.unpack("!I", exactly(connection, 4))
            body = exactly(connection, size)
            print(pickle.loads(body))  # MP703

        def read(connection):
            with connection.makefile("rb") as stream:
                return pickle.load(stream)  # MP703

        def read_own(connection):
            return pickle.loads(connection.recv(1024))

        def main():
            server = socket.socket()
            server.bind(("0.0.0.0", 9000))
            server.listen()
            while True:
                connection, address = server.accept()
                Thread(target=serve, args=(connection,)).start()
                with socket.create_server(("", 9001)) as other:
                    read(other.accept()[0])
                with socket.create_server(("localhost", 9002)) as own:
                    peer, _ = own.accept()
                    read_own(peer)
                with open("saved.pickle", "rb") as saved:
                    pickle.load(saved)
                with socket.create_connection(address) as reply:
                    pickle.loads(reply.recv(1024))
        """,
    )


_HANDLERS = """
import pickle
import socketserver

class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        chunks = []
        while chunk := self.request.recv(4096):
            chunks.append(chunk)
        data = b"".join(chunks)
        self.server.take(LOADS(data))MARK

class Server(socketserver.ThreadingTCPServer):
    def __init__(self, host, port):
        super().__init__((host, port), Handler)

    def take(self, item):
        print(item)

def main():
    with Server(HOST, 9000) as server:
        server.serve_forever()
"""


def test_handlers_of_a_server(check: Check) -> None:
    everybody = _HANDLERS.replace("HOST", "'0.0.0.0'")
    check("MP703", everybody.replace("LOADS", "pickle.loads").replace("MARK", "  # MP703"))
    silent = {
        "alone": _HANDLERS.replace("HOST", "'127.0.0.1'").replace("LOADS", "pickle.loads"),
        "other format": everybody.replace("LOADS", "json.loads").replace("import pickle", "import json, pickle"),
        "refuses": everybody.replace("LOADS", "pickle.loads") + "    def verify_request(self, request, address): ...",
    }
    for text in silent.values():
        check("MP703", text.replace("MARK", ""))
