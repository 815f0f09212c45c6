import pickle
import struct
from typing import Any, BinaryIO

HEADER = struct.Struct("!I")


class Channel:
    def __init__(self, reader: BinaryIO, writer: BinaryIO) -> None:
        self._reader = reader
        self._writer = writer

    def send(self, message: Any) -> None:
        body = pickle.dumps(message)
        self._writer.write(HEADER.pack(len(body)) + body)
        self._writer.flush()

    def receive(self) -> Any:
        (size,) = HEADER.unpack(self._reader.read(HEADER.size))
        return pickle.loads(self._reader.read(size))
