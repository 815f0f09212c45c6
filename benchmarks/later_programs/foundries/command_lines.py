"""A context manager for commands, which gives their output line by line."""

import subprocess
import sys
from typing import IO, List, Optional


class Command:
    def __init__(self, *arguments: str, limit: Optional[int] = None) -> None:
        self._arguments = list(arguments)
        self._limit = limit

    def __enter__(self) -> "Command":
        self._process = subprocess.Popen(self._arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    @property
    def _stream(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def status(self) -> int:
        return self._process.wait()

    def lines(self) -> List[str]:
        """The output, if the command has not failed."""
        if self.status() != 0:
            return []
        return self._stream.read().decode().splitlines()[: self._limit]


def main() -> None:
    script = "for n in range(20000): print('sample', n)"
    with Command(sys.executable, "-c", script, limit=3) as command:
        for line in command.lines():
            print(line)
    print("ok")


if __name__ == "__main__":
    main()
