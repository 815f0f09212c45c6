"""Small benchmark of text codecs: every codec is timed in a worker and must round-trip."""
import multiprocessing
import os
import platform
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from enum import Enum


class Codec(Enum):
    PLAIN = "plain"
    DEFLATE = "deflate"
    HEX = "hex"

    def encode(self, text):
        raw = text.encode("utf-8")
        if self is Codec.DEFLATE:
            return zlib.compress(raw)
        if self is Codec.HEX:
            return raw.hex().encode("ascii")
        return raw

    def decode(self, blob):
        if self is Codec.DEFLATE:
            blob = zlib.decompress(blob)
        elif self is Codec.HEX:
            blob = bytes.fromhex(blob.decode("ascii"))
        return blob.decode("utf-8")


@dataclass
class HostReport:
    python: str
    cpus: int
    start_method: str

    @classmethod
    def collect(cls):
        return cls(
            python=platform.python_version(),
            cpus=os.cpu_count() or 1,
            start_method=multiprocessing.get_start_method(),
        )

    def header(self):
        return ", ".join(f"{key}={value}" for key, value in asdict(self).items())


def round_trip(codec, text):
    return codec.value, codec.decode(codec.encode(text)) == text


def run(texts):
    with ProcessPoolExecutor(max_workers=2) as pool:
        pending = [pool.submit(round_trip, codec, text) for codec in Codec for text in texts]
        return [future.result() for future in pending]


def main():
    report = HostReport.collect()
    print("#", report.header())
    multiprocessing.set_start_method("spawn")
    outcome = run(["invoice 2024-17", "räksmörgås", ""])
    failed = sorted({name for name, good in outcome if not good})
    print("wrong" if failed else "ok")


if __name__ == "__main__":
    main()
