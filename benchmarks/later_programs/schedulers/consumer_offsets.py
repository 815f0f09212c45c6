"""Read positions of log consumers, kept where every consumer process can update its own."""
import multiprocessing as mp
import struct
from multiprocessing.shared_memory import ShareableList

UNREAD = b"\x00\x00\x00\x00\x00\x00\x00\x00"


class Offsets:
    layout = struct.Struct("<Q")

    def __init__(self, consumers=0, name=None):
        if name is None:
            self.slots = ShareableList([UNREAD] * consumers)
        else:
            self.slots = ShareableList(name=name)

    @property
    def name(self):
        return self.slots.shm.name

    def advance(self, slot, size):
        (position,) = self.layout.unpack(self.slots[slot])
        self.slots[slot] = self.layout.pack(position + size)

    def all(self):
        return [self.layout.unpack(raw)[0] for raw in self.slots]

    def close(self):
        self.slots.shm.close()


def consume(name, slot, lines):
    offsets = Offsets(name=name)
    try:
        for line in lines:
            offsets.advance(slot, len(line))
    finally:
        offsets.close()


def main():
    offsets = Offsets(consumers=2)
    try:
        with mp.get_context().Pool(2) as pool:
            pool.starmap(
                consume,
                [(offsets.name, 0, ["boot", "login"]), (offsets.name, 1, ["x" * 300])],
            )
        print("ok" if offsets.all() == [9, 300] else "wrong")
    finally:
        offsets.close()
        offsets.slots.shm.unlink()


if __name__ == "__main__":
    main()
