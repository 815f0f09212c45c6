import logging
from typing import Mapping, Tuple

from .base import GuardedClient


class SecretClient(GuardedClient):
    def __init__(self, backend: Mapping[str, str], stage: str) -> None:
        super().__init__(backend)
        self.stage = stage
        self.log = logging.getLogger("secrets")

    def environment_line(self, key: str) -> Tuple[str, str]:
        self.log.debug("rendering %s", key)
        return key, f"{self.stage.upper()}_{key.upper()}={self.read(key)}"
