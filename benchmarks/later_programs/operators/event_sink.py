"""Collects deployment events from all hosts and counts them.

    event_sink.py serve [--port N] [--limit N]
    event_sink.py emit HOST:PORT KIND [KEY=VALUE ...]
    event_sink.py            both, as a self-test
"""
import argparse
import collections
import os
import subprocess
import sys
import threading
from multiprocessing import connection


class Sink:
    def __init__(self, port=0, limit=None):
        self._listener = connection.Listener(("", port), family="AF_INET", backlog=16)
        self.limit = limit
        self.counts = collections.Counter()
        self.hosts = set()

    @property
    def address(self):
        return self._listener.address

    def serve(self):
        seen = 0
        with self._listener as incoming:
            while self.limit is None or seen < self.limit:
                with incoming.accept() as conn:
                    event = conn.recv()
                    conn.send(b"stored")
                self.counts[event["kind"]] += 1
                self.hosts.add(event.get("host", "?"))
                seen += 1


def emit(target, kind, pairs):
    host, _, port = target.rpartition(":")
    event = {"kind": kind, "pid": os.getpid()}
    event.update(pair.split("=", 1) for pair in pairs)
    with connection.Client((host, int(port))) as conn:
        conn.send(event)
        return conn.recv()


def self_test():
    sink = Sink(limit=3)
    thread = threading.Thread(target=sink.serve, name="sink")
    thread.start()
    host, port = sink.address
    print("sink on %s" % host)
    for kind in ("deploy", "deploy", "rollback"):
        command = [sys.executable, os.path.abspath(__file__), "emit", "127.0.0.1:%d" % port, kind, "host=ci-7"]
        subprocess.run(command, check=True, env={"PATH": os.defpath}, timeout=10)
    thread.join(10)
    for kind, count in sorted(sink.counts.items()):
        print("%s x %d from %s" % (kind, count, ", ".join(sorted(sink.hosts))))
    return 0


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command")
    serving = commands.add_parser("serve")
    serving.add_argument("--port", type=int, default=7070)
    serving.add_argument("--limit", type=int)
    emitting = commands.add_parser("emit")
    emitting.add_argument("target")
    emitting.add_argument("kind")
    emitting.add_argument("pairs", nargs="*")
    options = parser.parse_args(argv)
    if options.command == "serve":
        Sink(options.port, options.limit).serve()
        return 0
    if options.command == "emit":
        return 0 if emit(options.target, options.kind, options.pairs) == b"stored" else 1
    return self_test()


if __name__ == "__main__":
    sys.exit(main())
