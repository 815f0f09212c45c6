"""A context manager for commands; threads read what they print while one waits for them."""

import subprocess
import sys
import threading
from typing import IO, List


class Command:
    def __init__(self, *arguments: str) -> None:
        self._arguments = list(arguments)
        self._lines: List[str] = []

    def __enter__(self) -> "Command":
        self._process = subprocess.Popen(self._arguments, stdout=subprocess.PIPE)
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,))
        self._reader.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.status()
        self._process.stdout.close()

    def _read(self, stream: IO[bytes]) -> None:
        self._lines.extend(line.decode().rstrip() for line in stream)

    def status(self) -> int:
        code = self._process.wait()
        self._reader.join()
        return code

    def lines(self) -> List[str]:
        return [] if self.status() else self._lines


def main() -> None:
    script = "for n in range(20000): print('sample', n)"
    with Command(sys.executable, "-c", script) as command:
        lines = command.lines()
    assert len(lines) == 20_000 and lines[-1] == "sample 19999"
    print("ok")


if __name__ == "__main__":
    main()
