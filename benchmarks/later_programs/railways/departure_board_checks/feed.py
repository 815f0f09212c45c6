import socket

HOST = ("127.0.0.1", 9)


def fetch_departures(station):
    """Ask the operations centre for the next trains of a station."""
    with socket.create_connection(HOST, timeout=1) as link:
        link.sendall(station.encode("ascii") + b"\n")
        lines = link.makefile(encoding="ascii").read().splitlines()
    return [tuple(line.split(";", 1)) for line in lines]
