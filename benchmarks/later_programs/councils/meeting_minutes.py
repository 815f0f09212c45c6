"""Writes the minutes of a meeting; the attachments are packed in the background."""
import gzip
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

AGENDA = ["budget", "traffic", "any other business"]


def background(job, *args):
    """Runs a job in a process of its own and gives its id."""
    sys.stdout.flush()
    if pid := os.fork():
        return pid
    job(*args)
    sys.exit(0)


def pack(folder):
    for item in sorted(folder.glob("*.txt")):
        target = item.with_suffix(".gz")
        target.write_bytes(gzip.compress(item.read_bytes()))


def main():
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="minutes")))
        for number, topic in enumerate(AGENDA, 1):
            (folder / f"{number}.txt").write_text(f"{number}. {topic}\n", encoding="utf-8")
        packer = background(pack, folder)
        _, status = os.waitpid(packer, 0)
        if code := os.waitstatus_to_exitcode(status):
            sys.exit(f"packing failed: {code}")
        print(b"".join(gzip.decompress((folder / f"{n}.gz").read_bytes()) for n in (1, 2, 3)).decode(), end="")
    print("ok")


if __name__ == "__main__":
    main()
