"""Ask several things at once how they are; heavy checks run in processes, light ones in threads."""
import concurrent.futures
import hashlib
import multiprocessing
import socket
import subprocess
import sys
import threading
import time

LIGHT = {
    "interpreter": [sys.executable, "-c", "print('up')"],
    "encoding": [sys.executable, "-c", "import sys; print(sys.getdefaultencoding())"],
    "zlib": [sys.executable, "-c", "import zlib; print(zlib.ZLIB_VERSION)"],
}


class Board:
    """Collects states; a background thread renders the board while checks are running."""

    def __init__(self):
        self._lock = threading.RLock()
        self._states = {}
        self._stop = threading.Event()
        self._painter = threading.Thread(target=self._paint, name="painter")
        self.frames = 0

    def __enter__(self):
        self._painter.start()
        return self

    def __exit__(self, *exc_info):
        self._stop.set()
        self._painter.join()

    def set(self, name, state):
        with self._lock:
            self._states[name] = state

    def _paint(self):
        while not self._stop.is_set():
            with self._lock:
                self.frames += 1
                time.sleep(0.01)
            self._stop.wait(0.02)

    def states(self):
        with self._lock:
            return sorted(self._states.items())


def run_light(item):
    name, command = item
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", timeout=10)
    return name, done.stdout.strip() if done.returncode == 0 else "down"


def closed_port(name):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with socket.socket() as probe:
        return name, "closed" if probe.connect_ex(("127.0.0.1", port)) else "open"


def crunch(conn, name, rounds):
    digest = hashlib.pbkdf2_hmac("sha256", name.encode(), b"board", rounds)
    conn.send((name, digest.hex()[:8]))
    conn.close()


def heavy(ctx, names):
    started = []
    for name in names:
        near, far = ctx.Pipe(duplex=False)
        process = ctx.Process(target=crunch, args=(far, name, 50_000))
        process.start()
        far.close()
        started.append((near, process))
    for near, process in started:
        with near:
            answer = near.recv()
        process.join()
        yield answer if process.exitcode == 0 else (answer[0], "died")


def main():
    ctx = multiprocessing.get_context("spawn")
    with Board() as board, concurrent.futures.ThreadPoolExecutor(8) as threads:
        light = [threads.submit(run_light, item) for item in LIGHT.items()]
        light.append(threads.submit(closed_port, "free port"))
        for name, state in heavy(ctx, ("checksum-a", "checksum-b")):
            board.set(name, state)
        for job in concurrent.futures.as_completed(light):
            board.set(*job.result())
    for name, state in board.states():
        print("%-12s %s" % (name, state))
    print("board complete: %d states" % len(board.states()))


if __name__ == "__main__":
    main()
