import socketserver
from dataclasses import dataclass, field
from typing import Dict

from wire import Channel


@dataclass
class Parcel:
    code: str
    shelf: str
    grams: int = 0


@dataclass
class Depot:
    shelves: Dict[str, int] = field(default_factory=dict)

    def store(self, parcel: Parcel) -> int:
        self.shelves[parcel.shelf] = self.shelves.get(parcel.shelf, 0) + parcel.grams
        return self.shelves[parcel.shelf]


class DepotHandler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        channel = Channel(self.rfile, self.wfile)
        channel.send(self.server.depot.store(channel.receive()))


class DepotServer(socketserver.TCPServer):
    allow_reuse_address = True

    def __init__(self, depot: Depot, port: int = 0) -> None:
        super().__init__(("0.0.0.0", port), DepotHandler)
        self.depot = depot
