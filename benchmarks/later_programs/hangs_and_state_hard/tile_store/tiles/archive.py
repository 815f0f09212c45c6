import struct

from .base import RecordFile


class TileArchive(RecordFile):
    record_size = 4096

    def tile_number(self, index):
        return struct.unpack_from("<I", self.record(index))[0]
