"""Run noisy build steps, several at a time, and count their warnings."""
from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

NOISE = "import sys\nfor n in range({lines}):\n    print('warning' if n % 10 == 0 else 'note', n, 'x' * 60)\n"


@dataclass
class Step:
    name: str
    lines: int
    output: list[str] = field(default_factory=list)

    def pump(self, stream) -> None:
        with stream:
            for line in stream:
                self.output.append(line.rstrip())

    def run(self) -> int:
        child = subprocess.Popen(
            [sys.executable, "-c", NOISE.format(lines=self.lines)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        reader = threading.Thread(target=self.pump, args=(child.stdout,))
        reader.start()
        status = child.wait()
        reader.join()
        return status


def build(spec: tuple[str, int]) -> tuple[str, int, int]:
    step = Step(*spec)
    status = step.run()
    warnings = sum(line.startswith("warning") for line in step.output)
    return step.name, status, warnings


def main() -> int:
    specs = [("parser", 4000), ("linker", 2500), ("docs", 10)]
    with ProcessPoolExecutor(max_workers=2) as executor:
        report = list(executor.map(build, specs))
    if report != [("parser", 0, 400), ("linker", 0, 250), ("docs", 0, 1)]:
        print(report)
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
