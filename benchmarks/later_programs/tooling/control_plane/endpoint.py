"""The control endpoint of the agent: one request, one answer."""
import threading
from dataclasses import dataclass
from multiprocessing import connection as mpc


@dataclass
class EndpointSettings:
    host: str = "0.0.0.0"
    port: int = 0
    backlog: int = 4

    @property
    def address(self):
        return self.host, self.port


class ControlEndpoint:
    def __init__(self, settings, handlers):
        self.handlers = handlers
        self._server = mpc.Listener(settings.address, backlog=settings.backlog)
        self._thread = threading.Thread(target=self._serve, name="control", daemon=True)

    @property
    def port(self):
        return self._server.address[1]

    def start(self):
        self._thread.start()
        return self

    def _serve(self):
        while True:
            try:
                peer = self._server.accept()
            except (OSError, EOFError):
                return
            with peer:
                if peer.poll(2):
                    verb, args = peer.recv()
                    peer.send(self.handlers[verb](*args))
                    if verb == "stop":
                        return

    def join(self):
        self._thread.join(2)
        self._server.close()
