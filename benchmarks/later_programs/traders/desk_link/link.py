import json
from multiprocessing.connection import Client, Listener


def open_link(key):
    return Listener(("127.0.0.1", 0), backlog=8, authkey=key)


def serve(listener, limits, requests):
    for _ in range(requests):
        with listener.accept() as connection:
            request = json.loads(connection.recv_bytes())
            reply = {"granted": limits.take(request["desk"], request["amount"])}
            connection.send_bytes(json.dumps(reply).encode())


def ask(address, key, request):
    with Client(address, authkey=key) as connection:
        connection.send_bytes(json.dumps(request).encode())
        return json.loads(connection.recv_bytes())
