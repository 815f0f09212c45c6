"""Render the queued documents of a tenant with a small pool of workers."""
import argparse
import sys
from multiprocessing import get_context

from jobs import Document, pages


class RenderQueue:
    """Owns the pool; documents are handed over in the order of the queue."""

    def __init__(self, context, workers):
        self.context = context
        self.workers = workers

    def drain(self, documents, on_done):
        with self.context.Pool(self.workers) as pool:
            for key, count in pool.imap_unordered(pages.render, documents):
                on_done(key, count)


def queued(size):
    for number in range(size):
        lines = [f"position {n}" for n in range(5 + 40 * (number % 4))]
        yield Document(key=f"doc-{number:03}", lines=lines)


def parse(argv):
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command")
    drain = commands.add_parser("drain")
    drain.add_argument("--workers", type=int, default=2)
    drain.add_argument("--size", type=int, default=8)
    return parser.parse_args(argv or ["drain"])


def main(argv=None):
    options = parse(argv)
    rendered = {}
    match options.command:
        case "drain":
            queue = RenderQueue(get_context(), options.workers)
            queue.drain(queued(options.size), rendered.__setitem__)
        case other:
            sys.exit(f"unknown command {other}")
    if len(rendered) == options.size:
        print("ok")


if __name__ == "__main__":
    main(sys.argv[1:])
