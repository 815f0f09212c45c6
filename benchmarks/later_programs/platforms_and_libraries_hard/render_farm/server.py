from dataclasses import dataclass
from multiprocessing.connection import Listener, wait


@dataclass
class FarmConfig:
    bind: str = "0.0.0.0"
    port: int = 0
    frames: int = 12


class FrameServer:
    """Hands out frame numbers and collects the rendered averages."""

    def __init__(self, config: FarmConfig):
        self.config = config
        self.listener = Listener((config.bind, config.port), backlog=8)
        self.results = {}

    @property
    def port(self) -> int:
        return self.listener.address[1]

    def serve(self, nodes: int) -> dict:
        with self.listener:
            conns = [self.listener.accept() for _ in range(nodes)]
            todo = list(range(self.config.frames))
            while conns:
                for conn in wait(conns, timeout=30):
                    try:
                        message = conn.recv()
                    except EOFError:
                        conns.remove(conn)
                        continue
                    if message is not None:
                        frame, value = message
                        self.results[frame] = value
                    conn.send(todo.pop(0) if todo else None)
        return self.results
