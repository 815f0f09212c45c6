import struct

HEAD = struct.Struct("<HHd")
WIDTH, HEIGHT = 16, 12
SIZE = HEAD.size + WIDTH * HEIGHT


def put_frame(buf, celsius):
    HEAD.pack_into(buf, 0, WIDTH, HEIGHT, celsius)
    for i in range(WIDTH * HEIGHT):
        buf[HEAD.size + i] = (i * 7) % 251


def get_mean(buf):
    w, h, celsius = HEAD.unpack_from(buf, 0)
    total = sum(bytes(buf[HEAD.size:HEAD.size + w * h]))
    return total / (w * h), celsius
