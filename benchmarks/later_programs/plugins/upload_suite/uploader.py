"""Uploads documents in parallel and tells the team when it is done."""
import json
import time
from concurrent.futures import ProcessPoolExecutor


class HttpTransport:
    def __init__(self, base):
        self.base = base

    def send(self, name, body):
        import urllib.request

        request = urllib.request.Request(f"{self.base}/{name}", data=body, method="PUT")
        with urllib.request.urlopen(request, timeout=5) as response:
            return response.status


class MemoryTransport:
    """Accepts what is not empty; used by the tests."""

    def send(self, name, body):
        return 201 if body else 422


def notify(summary):
    import urllib.request

    request = urllib.request.Request("https://hooks.example.com/team", json.dumps(summary).encode())
    urllib.request.urlopen(request, timeout=5).close()


def send_one(transport, name, body):
    try:
        return name, transport.send(name, body)
    except OSError as error:
        return name, str(error)


def send_stamp(transport, name):
    stamp = int(time.time())
    return transport.send(name, str(stamp).encode()), stamp


def upload(documents, transport, workers=2):
    with ProcessPoolExecutor(max_workers=workers) as executor:
        pending = [executor.submit(send_one, transport, *item) for item in documents.items()]
        summary = dict(future.result() for future in pending)
    notify(summary)
    return summary
