import subprocess
import sys
from dataclasses import dataclass
from typing import List

SCRIPT = "for i in range(20000): print('line', i)"


@dataclass
class Result:
    status: int
    lines: List[str]


class Tool:
    def __init__(self, *command: str) -> None:
        self.command = command

    def run(self) -> Result:
        process = subprocess.Popen(
            self.command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        status = process.wait()
        with process.stdout as stream:
            lines = stream.read().splitlines()
        return Result(status, lines)


def main() -> None:
    tool = Tool(sys.executable, "-c", SCRIPT)
    result = tool.run()
    print(result.status, len(result.lines))
    if result.status == 0 and len(result.lines) == 20000:
        print("ok")


if __name__ == "__main__":
    main()
