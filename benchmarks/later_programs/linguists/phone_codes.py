"""Share a table of feature bundles between processes as packed records."""
import struct
from functools import partial
from multiprocessing import Pool
from multiprocessing.managers import SharedMemoryManager

RECORD = struct.Struct("<2sBBB")          # symbol, place, manner, voice

PLACES = ["bilabial", "alveolar", "velar"]
MANNERS = ["stop", "fricative", "nasal"]

SEGMENTS = [
    ("p", "bilabial", "stop", False), ("b", "bilabial", "stop", True),
    ("t", "alveolar", "stop", False), ("d", "alveolar", "stop", True),
    ("s", "alveolar", "fricative", False), ("z", "alveolar", "fricative", True),
    ("ng", "velar", "nasal", True), ("k", "velar", "stop", False),
]


def pack(symbol, place, manner, voice):
    return RECORD.pack(symbol.encode(), PLACES.index(place), MANNERS.index(manner), voice)


def unpack(record):
    symbol, place, manner, voice = RECORD.unpack(record)
    return symbol.rstrip(b"\0").decode(), PLACES[place], MANNERS[manner], bool(voice)


def describe(table, number):
    symbol, place, manner, voice = unpack(table[number])
    return f"{symbol}: {'voiced' if voice else 'voiceless'} {place} {manner}"


def main():
    with SharedMemoryManager() as smm, Pool(2) as pool:
        table = smm.ShareableList([pack(*s) for s in SEGMENTS])
        for line in pool.imap(partial(describe, table), range(len(SEGMENTS))):
            print(line)
    print("ok")


if __name__ == "__main__":
    main()
