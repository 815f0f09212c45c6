"""Client of the catalogue server: one line out, one line back."""
import socket

_link = None


def connect(address):
    global _link
    _link = socket.create_connection(address, timeout=3)


def lookup(name):
    _link.sendall(name.encode("ascii") + b"\n")
    answer = b""
    while not answer.endswith(b"\n"):
        try:
            part = _link.recv(64)
        except socket.timeout:
            return "timeout"
        if not part:
            return "closed"
        answer += part
    return answer.decode("ascii").strip()
