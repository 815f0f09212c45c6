"""Keeps a servo loop alive: a loop that stalls is ended hard and replaced."""
import argparse
import multiprocessing as mp
import sys
import time
from dataclasses import dataclass
from typing import Any, List, Optional

STALL = 60.0


@dataclass
class Beat:
    generation: int
    position: float


def servo(pipe, generation, stall_after):
    """Its pipe belongs to this process alone; the guard drops it together with the process."""
    position = 0.0
    for step in range(6):
        if step == stall_after:
            time.sleep(STALL)
        position += 0.25
        pipe.send(Beat(generation, position))
    pipe.send(None)
    pipe.close()


def recorder(inbox, closing, counts):
    """Has nothing to lose once ``closing`` is set."""
    seen = 0
    for _ in iter(inbox.get, None):
        seen += 1
    counts.send(seen)
    counts.close()
    closing.wait(STALL)


class Guard:
    def __init__(self, ctx, patience):
        self.ctx = ctx
        self.patience = patience
        self.replaced = 0
        self.process: Optional[Any] = None
        self.pipe: Optional[Any] = None

    def launch(self, stall_after):
        self.pipe, theirs = self.ctx.Pipe(duplex=False)
        self.process = self.ctx.Process(target=servo, args=(theirs, self.replaced, stall_after))
        self.process.start()
        theirs.close()

    def drop(self):
        self.process.terminate()
        self.process.join()
        self.pipe.close()

    def follow(self, stall_after):
        self.launch(stall_after)
        while True:
            if not self.pipe.poll(self.patience):
                self.drop()
                self.replaced += 1
                self.launch(None)
                continue
            beat = self.pipe.recv()
            if beat is None:
                break
            yield beat
        self.process.join()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--patience", type=float, default=4.0)
    arguments = parser.parse_args([])
    ctx = mp.get_context()
    inbox, closing = ctx.Queue(), ctx.Event()
    counts, theirs = ctx.Pipe(duplex=False)
    log = ctx.Process(target=recorder, args=(inbox, closing, theirs))
    log.start()
    theirs.close()
    guard = Guard(ctx, arguments.patience)
    beats: List[Beat] = []
    for beat in guard.follow(stall_after=2):
        beats.append(beat)
        inbox.put(beat.position)
    inbox.put(None)
    written = counts.recv()
    closing.set()
    log.join(5)
    if log.exitcode is None:
        log.terminate()
        log.join()
    print(f"replaced {guard.replaced} times, {len(beats)} beats, {written} written")
    print("ok" if guard.replaced == 1 and len(beats) == written == 8 else "beats are missing")
    return guard.process.exitcode


if __name__ == "__main__":
    sys.exit(main())
