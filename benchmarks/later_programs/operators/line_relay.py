"""Write what arrives on a queue to a file that logrotate may move away.

logrotate's postrotate script sends the relay a signal; it then opens the file anew.
"""
import argparse
import multiprocessing
import os
import signal
import sys
import tempfile


class ReopeningFile:
    def __init__(self, path):
        self.path = path
        self.generation = 0
        self.stale = False
        self.stream = None

    def mark_stale(self, signum, frame):
        self.stale = True

    def write(self, line):
        if self.stale:
            self.stale = False
            self.generation += 1
            self.close()
        if self.stream is None:
            self.stream = open(self.path, "a", encoding="utf-8")
        self.stream.write(line + "\n")
        self.stream.flush()

    def close(self):
        if self.stream is not None:
            self.stream.close()
            self.stream = None


def produce(conn, source, count):
    with conn:
        for number in range(count):
            conn.send("%s %03d" % (source, number))
            if number == count // 2:
                conn.send(None)
                conn.recv()


def relay(path, sources, count):
    sink = ReopeningFile(path)
    signal.signal(signal.SIGHUP, sink.mark_stale)
    written = 0
    for source in sources:
        near, far = multiprocessing.Pipe()
        producer = multiprocessing.Process(target=produce, args=(far, source, count))
        producer.start()
        far.close()
        while True:
            try:
                line = near.recv()
            except EOFError:
                break
            if line is None:
                rotate(path)
                near.send("go on")
                continue
            sink.write(line)
            written += 1
        producer.join()
        if producer.exitcode:
            print("%s ended with %d" % (source, producer.exitcode), file=sys.stderr)
    sink.close()
    return written, sink.generation


def rotate(path):
    number = 1
    while os.path.exists("%s.%d" % (path, number)):
        number += 1
    os.rename(path, "%s.%d" % (path, number))
    os.kill(os.getpid(), signal.SIGHUP)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", action="append")
    parser.add_argument("--count", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "relay.log")
        written, generation = relay(path, options.source or ["web", "cron"], options.count)
        parts = sorted(os.listdir(folder))
    print("%d lines, reopened %d times: %s" % (written, generation, " ".join(parts)))


if __name__ == "__main__":
    main()
