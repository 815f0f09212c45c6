"""An append-only ledger that is written by a process of its own."""
import contextlib
import json
import multiprocessing as mp
import os
import tempfile
import time


def _write(path, inbox, closing, flushed):
    written = 0
    with open(path, "a", encoding="utf-8") as ledger:
        try:
            while True:
                entry = inbox.recv()
                if entry is None:
                    break
                ledger.write(json.dumps(entry) + "\n")
                written += 1
                if not closing.is_set():
                    ledger.flush()
        finally:
            ledger.flush()
            os.fsync(ledger.fileno())
            with flushed.get_lock():
                flushed.value += written


class Ledger:
    """Use it in a with block; everything added in the block is on disk after it."""

    def __init__(self, path, ctx=None):
        ctx = ctx or mp.get_context()
        self.path = path
        self._closing = ctx.Event()
        self._flushed = ctx.Value("q", 0)
        receiver, self._sender = ctx.Pipe(duplex=False)
        self._writer = ctx.Process(
            target=_write, args=(path, receiver, self._closing, self._flushed), name="ledger", daemon=True
        )
        self._writer.start()
        receiver.close()

    def add(self, kind, **fields):
        self._sender.send(dict(fields, kind=kind, at=time.time()))

    @property
    def on_disk(self):
        return self._flushed.value

    def close(self, grace=10.0):
        self._closing.set()
        self._sender.send(None)
        self._sender.close()
        self._writer.join(grace)
        if self._writer.is_alive():
            self._writer.terminate()
            self._writer.join()
        if self._writer.exitcode != 0:
            raise RuntimeError("the ledger's writer ended with %s" % self._writer.exitcode)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def deploy(ledger, host):
    for phase in ("drain", "install", "probe", "undrain"):
        ledger.add(phase, host=host)


def main():
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ledger-"))
        path = os.path.join(folder, "deploy.jsonl")
        with Ledger(path) as ledger:
            for number in range(100):
                deploy(ledger, "node-%03d" % number)
        with open(path, encoding="utf-8") as written:
            entries = [json.loads(line) for line in written]
    assert ledger.on_disk == len(entries)
    print("entries on disk: %d" % len(entries))
    print("last: %(kind)s %(host)s" % entries[-1])


if __name__ == "__main__":
    main()
