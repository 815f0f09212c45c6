"""Writes the minutes of a hearing; the attachments are packed in the background."""
import contextlib
import gzip
import os
import sys
import tempfile
import traceback
from pathlib import Path

AGENDA = ["budget", "traffic", "any other business"]


@contextlib.contextmanager
def only_here():
    """Ends the process with the block, whatever happens in it."""
    status = 70
    try:
        yield
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def background(job, *args):
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    with only_here():
        job(*args)


def pack(folder):
    for item in sorted(folder.glob("*.txt")):
        item.with_suffix(".gz").write_bytes(gzip.compress(item.read_bytes()))


def main():
    with tempfile.TemporaryDirectory(prefix="hearing") as name:
        folder = Path(name)
        for number, topic in enumerate(AGENDA, 1):
            (folder / f"{number}.txt").write_text(f"{number}. {topic}\n", encoding="utf-8")
        packer = background(pack, folder)
        _, status = os.waitpid(packer, 0)
        if code := os.waitstatus_to_exitcode(status):
            sys.exit(f"packing failed: {code}")
        print("".join(gzip.decompress((folder / f"{n}.gz").read_bytes()).decode() for n in (1, 2, 3)), end="")
    print("ok")


if __name__ == "__main__":
    main()
