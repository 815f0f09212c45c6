import threading
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Programme:
    name: str
    seconds: int
    segment: int
    writers: int = 2


def write(path: Path, payload: bytes, slots) -> None:
    with slots:
        path.write_bytes(payload)


def cut(programme: Programme, folder: Path, slots) -> None:
    """Writes the segments, no more of them at once than there are slots."""
    folder.mkdir(parents=True)
    threads = []
    for number, begin in enumerate(range(0, programme.seconds, programme.segment)):
        length = min(programme.segment, programme.seconds - begin)
        path = folder / f"{number:04d}.ts"
        threads.append(threading.Thread(target=write, args=(path, b"\x47" * 188 * length, slots)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
