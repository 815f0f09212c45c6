"""The hub of the rain gauges on the roofs; gauges have to know the key of the day."""
import atexit
import multiprocessing as mp
import secrets
import threading
from multiprocessing.connection import Client, Listener


class Hub:
    def __init__(self, key):
        self._key = key
        self._listener = Listener(("localhost", 0), authkey=key)
        self.rain = {}
        self.refused = 0
        atexit.register(self.close)

    @property
    def address(self):
        return self._listener.address

    def serve(self, gauges):
        while len(self.rain) + self.refused < gauges:
            try:
                connection = self._listener.accept()
            except mp.AuthenticationError:
                self.refused += 1
                continue
            with connection:
                roof, millimetres = connection.recv()
                self.rain[roof] = millimetres

    def close(self):
        if self._listener is not None:
            self._listener.close()
            self._listener = None


def report(address, key, roof, millimetres):
    try:
        with Client(address, authkey=key) as hub:
            hub.send((roof, millimetres))
    except mp.AuthenticationError:
        print(f"{roof}: refused", flush=True)


def main():
    key = secrets.token_bytes(32)
    hub = Hub(key)
    server = threading.Thread(target=hub.serve, args=(3,))
    gauges = [
        mp.Process(target=report, args=(hub.address, key, "town hall", 4.5)),
        mp.Process(target=report, args=(hub.address, key, "school", 5.0)),
        mp.Process(target=report, args=(hub.address, secrets.token_bytes(32), "prank", 900.0)),
    ]
    for gauge in gauges:
        gauge.start()
    server.start()
    for gauge in gauges:
        gauge.join()
    server.join()
    print(f"{len(hub.rain)} gauges, {sum(hub.rain.values())} mm, {hub.refused} refused")
    if hub.refused == 1 and not any(gauge.exitcode for gauge in gauges):
        print("ok")


if __name__ == "__main__":
    main()
