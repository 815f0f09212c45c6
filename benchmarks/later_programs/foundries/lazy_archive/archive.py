from concurrent.futures import Executor
from typing import Iterable, List

import backend


class Archive:
    """Blocks of bytes, packed by whatever executor the application has."""

    def __init__(self, executor: Executor) -> None:
        backend.load_codec()
        self._executor = executor
        self._blocks: List[bytes] = []

    def extend(self, blocks: Iterable[bytes]) -> None:
        self._blocks.extend(self._executor.map(backend.pack, blocks))

    def __iter__(self):
        return map(backend.unpack, self._blocks)

    def __len__(self) -> int:
        return sum(map(len, self._blocks))
