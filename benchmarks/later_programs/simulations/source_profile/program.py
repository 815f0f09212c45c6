"""Profile the listing module: one process for each kind of line."""
import multiprocessing
from pathlib import Path

import listing


def start(kind):
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=listing.profile, args=(kind, sender))
    process.start()
    sender.close()
    return process, receiver


def finish(process, receiver):
    answer = receiver.recv()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{process.name}: exit code {process.exitcode}")
    return answer


def main():
    running = [start(kind) for kind in listing.PATTERNS]
    counts = dict(finish(*job) for job in running)
    text = Path(listing.__file__).read_text(encoding="utf-8")
    expected = {kind: listing.count_in(text, kind) for kind in listing.PATTERNS}
    for kind, count in counts.items():
        print(f"{kind:16}{count:4}")
    print("ok" if counts == expected else "wrong")


if __name__ == "__main__":
    main()
