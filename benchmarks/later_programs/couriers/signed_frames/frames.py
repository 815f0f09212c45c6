import hashlib
import hmac
import json
from typing import Any, BinaryIO

DIGEST = 32


class Tampered(ValueError):
    pass


class SignedChannel:
    def __init__(self, key: bytes, stream: BinaryIO) -> None:
        self._key = key
        self._stream = stream

    def _sign(self, body: bytes) -> bytes:
        return hmac.new(self._key, body, hashlib.sha256).digest()

    def send(self, message: Any) -> None:
        body = json.dumps(message).encode()
        self._stream.write(len(body).to_bytes(4, "big") + self._sign(body) + body)
        self._stream.flush()

    def recv(self) -> Any:
        size = int.from_bytes(self._stream.read(4), "big")
        signature, body = self._stream.read(DIGEST), self._stream.read(size)
        if not hmac.compare_digest(signature, self._sign(body)):
            raise Tampered("frame refused")
        return json.loads(body)
