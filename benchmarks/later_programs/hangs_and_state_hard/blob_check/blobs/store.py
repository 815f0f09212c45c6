from .base import BlockStore


class NumberedStore(BlockStore):
    def number(self, index):
        return int.from_bytes(self.block(index)[:4], "big")
