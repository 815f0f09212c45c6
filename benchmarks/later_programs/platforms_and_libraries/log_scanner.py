"""Follow the output of a noisy tool from a reader thread and count its levels."""
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

TOOL = """
import sys
for i in range(int(sys.argv[1])):
    level = ("INFO", "DEBUG", "WARNING", "INFO")[i % 4]
    print(f"{level} line {i} of a rather talkative program, padded a little")
"""


class Scanner:
    def __init__(self, stream):
        self.levels = Counter()
        self.stream = stream
        self.thread = threading.Thread(target=self._drain, daemon=True)

    def _drain(self):
        for line in self.stream:
            self.levels[line.split(b" ", 1)[0].decode("ascii")] += 1

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *exc):
        self.thread.join()
        self.stream.close()


def scan(lines):
    proc = subprocess.Popen(
        [sys.executable, "-c", TOOL, str(lines)], stdout=subprocess.PIPE
    )
    with Scanner(proc.stdout) as scanner:
        status = proc.wait()
    if status:
        raise RuntimeError(f"tool failed with {status}")
    return scanner.levels


def main():
    total = Counter()
    with ProcessPoolExecutor(max_workers=2) as executor:
        for levels in executor.map(scan, [4000, 6000]):
            total.update(levels)
    assert total == {"INFO": 5000, "DEBUG": 2500, "WARNING": 2500}, total
    print("ok")


if __name__ == "__main__":
    main()
