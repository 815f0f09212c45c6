import struct
import zlib

from .fail import expect

MAGIC = b"#BAG2\n"
HEAD = struct.Struct("<HLL")


def pack(topic_id, payload):
    return HEAD.pack(topic_id, len(payload), zlib.crc32(payload)) + payload


def write(path, records):
    path.write_bytes(MAGIC + b"".join(pack(topic, payload) for topic, payload in records))


def read(path):
    data = memoryview(path.read_bytes())
    expect(data[: len(MAGIC)] == MAGIC, "{} is not a bag", path.name)
    at = len(MAGIC)
    while at < len(data):
        topic, size, checksum = HEAD.unpack_from(data, at)
        at += HEAD.size
        payload = data[at : at + size]
        expect(zlib.crc32(payload) == checksum, "{}: record at {} is damaged", path.name, at)
        yield topic, bytes(payload)
        at += size
