"""Watch-mode checker: compile every source file of a tree on warm workers, once the tree has been quiet for a while."""
import contextlib
import multiprocessing as mp
import queue
import sys
import tempfile
import time
from pathlib import Path

QUIET_SECONDS = 1.2
SOURCES = {
    "plan.py": "STEPS = ['lint', 'test']\n",
    "steps/lint.py": "def run(paths):\n    return sorted(paths)\n",
    "steps/test.py": "def run(paths)\n    return paths\n",
    "steps/pack.py": "import zipfile\n",
    "util.py": "def once(f): return f\n",
}


def verdict(path):
    try:
        compile(path.read_text(encoding="utf-8"), str(path), "exec")
    except SyntaxError as error:
        return f"line {error.lineno}"
    return "ok"


def checker(inbox, report):
    verdicts = {}
    while True:
        try:
            path = inbox.get_nowait()
        except queue.Empty:
            break
        verdicts[path.name] = verdict(path)
    report.send(verdicts)
    report.close()


class WarmWorkers:
    def __init__(self, count):
        self.inbox = mp.Queue()
        self.links = []
        for _ in range(count):
            mine, theirs = mp.Pipe(duplex=False)
            process = mp.Process(target=checker, args=(self.inbox, theirs))
            process.start()
            theirs.close()
            self.links.append((process, mine))

    def collect(self):
        merged = {}
        for process, link in self.links:
            merged.update(link.recv())
            process.join()
            if process.exitcode:
                raise RuntimeError(f"checker ended with {process.exitcode}")
        return merged


@contextlib.contextmanager
def example_tree():
    with tempfile.TemporaryDirectory(prefix="watch-") as folder:
        root = Path(folder)
        for name, text in SOURCES.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        yield root


def settled(root):
    newest = max(path.stat().st_mtime for path in root.rglob("*.py"))
    time.sleep(max(0.0, newest + QUIET_SECONDS - time.time()))
    return sorted(root.rglob("*.py"))


def main():
    with example_tree() as root:
        workers = WarmWorkers(2)
        paths = settled(root)
        for path in paths:
            workers.inbox.put(path)
        verdicts = workers.collect()
    for name, text in sorted(verdicts.items()):
        print(f"{name}: {text}")
    print(f"{len(verdicts)} of {len(paths)} files checked")
    return int(any(text != "ok" for text in verdicts.values()))


if __name__ == "__main__":
    sys.exit(main())
