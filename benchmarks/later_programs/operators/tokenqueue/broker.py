"""The side that has the work."""
import threading
from multiprocessing.connection import Listener
from multiprocessing import AuthenticationError


class Broker:
    def __init__(self, address, key, jobs):
        self.jobs = list(jobs)
        self.results = {}
        self._listener = Listener(address, authkey=key)
        self._closing = False
        self._thread = threading.Thread(target=self._accept_all, name="broker", daemon=True)

    @property
    def port(self):
        return self._listener.address[1]

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc_info):
        self._closing = True
        self._listener.close()

    def _accept_all(self):
        while not self._closing:
            try:
                conn = self._listener.accept()
            except (AuthenticationError, EOFError, ConnectionError):
                continue
            except OSError:
                break
            with conn:
                self._converse(conn)

    def _converse(self, conn):
        for job in self.jobs:
            conn.send(job)
            self.results[job] = conn.recv()
        conn.send(None)
