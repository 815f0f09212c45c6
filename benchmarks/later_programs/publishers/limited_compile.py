"""Compiles snippets for a tutorial with limits on time and memory, each in a process of its own."""
import resource
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

SNIPPETS = {
    "hello": "print('hello')",
    "sum": "print(sum(range(10)))",
    "broken": "print(",
    "words": "print(len('one two three'.split()))",
}


class Limits:
    """How much a snippet may use.  The numbers may be changed while snippets are running."""

    def __init__(self, cpu_seconds=2, file_bytes=1_000_000):
        self.changing = threading.RLock()
        self.values = {resource.RLIMIT_CPU: cpu_seconds, resource.RLIMIT_FSIZE: file_bytes}

    @contextmanager
    def changed(self):
        with self.changing:
            yield self.values

    def apply(self):
        with self.changing:
            for kind, value in self.values.items():
                resource.setrlimit(kind, (value, value))


def adjust(limits, stop):
    """Gives snippets less time the longer the queue is."""
    while not stop.is_set():
        with limits.changed() as values:
            time.sleep(0.2)  # asks the queue
            values[resource.RLIMIT_CPU] = max(1, values[resource.RLIMIT_CPU])


def run_snippet(code, limits):
    result = subprocess.run(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=limits.apply,
    )
    return result.returncode, result.stdout.strip()


def main():
    limits = Limits()
    stop = threading.Event()
    adjuster = threading.Thread(target=adjust, args=(limits, stop), daemon=True)
    adjuster.start()
    time.sleep(0.1)
    results = {name: run_snippet(code, limits) for name, code in SNIPPETS.items()}
    stop.set()
    adjuster.join()
    for name, (status, output) in results.items():
        print(f"{name}: {output if status == 0 else 'does not compile'}")
    print("ok" if results["sum"] == (0, "45") else "wrong output")


if __name__ == "__main__":
    main()
