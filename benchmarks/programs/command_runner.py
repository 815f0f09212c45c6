import subprocess
import sys
import threading
from dataclasses import dataclass, field

NOISY = "import sys\nfor i in range(30000): print('line', i)\nsys.exit(4)"
ECHO = "import sys; print(sys.stdin.read().upper(), end='')"


@dataclass
class Runner:
    lines: list = field(default_factory=list)

    def _read(self, stream):
        with stream:
            for line in stream:
                self.lines.append(line.rstrip())

    def streamed(self, code):
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, encoding="utf-8"
        )
        reader = threading.Thread(target=self._read, args=(process.stdout,))
        reader.start()
        status = process.wait()
        reader.join()
        return status

    def talk(self, code, text):
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        answer, _ = process.communicate(text)
        return process.wait(), answer

    def quiet(self, code):
        command = [sys.executable, "-c", code]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            return process.wait(timeout=15)


def main():
    runner = Runner()
    assert runner.streamed(NOISY) == 4
    assert len(runner.lines) == 30000
    assert runner.talk(ECHO, "x" * 200000) == (0, "X" * 200000)
    assert runner.quiet(NOISY) == 4
    print("ok")


if __name__ == "__main__":
    main()
