"""Compare release artefacts with the checksums that were published with them."""
import argparse
import concurrent.futures as cf
import hashlib
import os
import pathlib
import sys
import tempfile
from typing import Dict, Iterator, Tuple

ROUNDS = 20_000


def stretched_digest(path: str) -> Tuple[str, str]:
    with open(path, "rb") as stream:
        raw = hashlib.sha512(stream.read()).digest()
    return path, hashlib.pbkdf2_hmac("sha256", raw, b"release", ROUNDS).hex()


class Audit:
    workers = 96
    slice = 4

    def __init__(self, folder: pathlib.Path, published: Dict[str, str]) -> None:
        self.folder = folder
        self.published = published

    def digests(self) -> Iterator[Tuple[str, str]]:
        paths = sorted(str(path) for path in self.folder.glob("*.whl"))
        with cf.ProcessPoolExecutor(max_workers=self.workers) as executor:
            yield from executor.map(stretched_digest, paths, chunksize=self.slice)

    def verdicts(self) -> Iterator[Tuple[str, str]]:
        for path, digest in self.digests():
            name = os.path.basename(path)
            wanted = self.published.get(name)
            if wanted is None:
                yield name, "not published"
            else:
                yield name, "ok" if wanted == digest else "DIFFERS"


def sample(folder: pathlib.Path) -> Dict[str, str]:
    published = {}
    for number in range(8):
        path = folder / ("tool-1.%d-py3-none-any.whl" % number)
        path.write_bytes(bytes([number]) * 2048)
        published[path.name] = stretched_digest(str(path))[1]
    return published


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=pathlib.Path)
    parser.add_argument("checksums", nargs="?", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or pathlib.Path(scratch)
        if options.checksums:
            lines = options.checksums.read_text(encoding="utf-8").splitlines()
            published = {name: digest for digest, name in (line.split() for line in lines)}
        else:
            published = sample(folder)
        wrong = 0
        for name, verdict in Audit(folder, published).verdicts():
            wrong += verdict != "ok"
            print("%-32s %s" % (name, verdict))
    print("audit passed" if not wrong else "%d artefacts are not as published" % wrong)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
