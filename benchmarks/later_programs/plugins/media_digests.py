"""Digests of media files, computed in worker processes and kept in a manifest."""
import hashlib
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

CHUNK = 1 << 12


@contextmanager
def media_folder(count):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            (folder / f"clip{number}.bin").write_bytes(bytes([number]) * (CHUNK + number))
        yield folder


def digest(stream):
    state = hashlib.sha1()
    for block in iter(lambda: stream.read(CHUNK), b""):
        state.update(block)
    return state.hexdigest()


class Manifest(dict):
    @classmethod
    def of(cls, folder, executor):
        paths = sorted(folder.glob("*.bin"))
        with ExitStack() as stack:
            streams = [stack.enter_context(path.open("rb")) for path in paths]
            digests = executor.map(digest, streams)
            return cls(zip((path.name for path in paths), digests))


def main():
    with media_folder(4) as folder, ProcessPoolExecutor(2) as executor:
        manifest = Manifest.of(folder, executor)
        expected = {p.name: hashlib.sha1(p.read_bytes()).hexdigest() for p in folder.iterdir()}
    print("ok" if manifest == expected else "wrong")


if __name__ == "__main__":
    main()
