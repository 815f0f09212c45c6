"""Stream documents to a tokenizer process and read back sentence lengths."""
import contextlib
import multiprocessing as mp
import sys

from control import Control, Skip

DOCUMENTS = ["one small step", "", "for a man", "a giant leap for mankind"]


def tokenizer(inbox, outbox):
    pending = []
    while (message := inbox.get()) is not Control.END:
        if message is Control.FLUSH:
            outbox.put(pending)
            pending = []
        elif message is Skip:
            continue
        else:
            pending.append(len(message.split()))
    outbox.put(pending)
    outbox.put(Control.END)


def stream(documents, flush_every=2):
    for position, text in enumerate(documents, start=1):
        yield text or Skip
        if position % flush_every == 0:
            yield Control.FLUSH
    yield Control.END


def blocks(outbox):
    while True:
        block = outbox.get(timeout=15)
        if block is Control.END:
            break
        yield block


@contextlib.contextmanager
def running(process):
    process.start()
    try:
        yield process
    finally:
        process.join()


def main():
    inbox, outbox = mp.Queue(), mp.Queue()
    with running(mp.Process(target=tokenizer, args=(inbox, outbox))) as process:
        for message in stream(DOCUMENTS):
            inbox.put(message)
        lengths = list(blocks(outbox))
    print(lengths, "exit code", process.exitcode, file=sys.stderr)
    print("ok" if lengths == [[3], [3, 5], []] and process.exitcode == 0 else "wrong blocks")


if __name__ == "__main__":
    main()
