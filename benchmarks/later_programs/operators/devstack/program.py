"""Bring the services of the development stack up, try them, take them down again."""
import argparse
import contextlib
import multiprocessing as mp
import pathlib
import socket
import sys
import tempfile
import time

from service import Service, serve


class Stack:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.running = {}

    def up(self, service):
        process = mp.Process(target=serve, args=(service, self.folder), name=service.name)
        process.start()
        self.running[service.name] = process
        deadline = time.monotonic() + 5
        while not service.port_file(self.folder).exists():
            if process.exitcode is not None or time.monotonic() > deadline:
                raise RuntimeError("%s did not come up" % service.name)
            time.sleep(0.02)

    def ask(self, service, text):
        port = int(service.port_file(self.folder).read_text())
        with socket.create_connection(("127.0.0.1", port), timeout=2) as conn:
            conn.sendall(text.encode() + b"\n")
            return conn.makefile(encoding="utf-8").readline().strip()

    def down(self):
        for name, process in reversed(list(self.running.items())):
            process.terminate()
            process.join()
            print("%s stopped (%s)" % (name, process.exitcode))
        self.running.clear()

    def leftovers(self):
        return sorted(entry.name for entry in self.folder.iterdir())


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args(argv)
    services = [Service("auth", "token for {}"), Service("mail", "queued {}")]
    wanted = [service for service in services if not options.only or service.name in options.only]
    with tempfile.TemporaryDirectory(prefix="devstack-") as folder:
        stack = Stack(folder)
        with contextlib.ExitStack() as cleanup:
            cleanup.callback(stack.down)
            for service in wanted:
                stack.up(service)
                print(service.name, "says", stack.ask(service, "anna"))
        left = stack.leftovers()
        if left:
            print("left behind:", ", ".join(left))
            return 1
    print("clean")
    return 0


if __name__ == "__main__":
    sys.exit(main())
