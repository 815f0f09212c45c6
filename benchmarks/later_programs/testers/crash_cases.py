"""Does the extension code survive bad input? Every case runs where a crash hurts nobody: in a forked child, or else in a fresh interpreter."""
import os
import subprocess
import sys
import textwrap
from typing import Dict, Iterator, Tuple

CASES: Dict[str, str] = {
    "parses": "int('12')",
    "refuses": "int('twelve')",
    "aborts": "import os; os.abort()",
    "leaves": "raise SystemExit(7)",
}


def execute(source: str) -> int:
    try:
        exec(compile(textwrap.dedent(source), "<case>", "exec"), {})
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except Exception:
        return 1
    return 0


class ForkedCase:
    def __init__(self, source: str):
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            status = 70
            try:
                status = execute(source)
            finally:
                os._exit(status)

    def wait(self) -> int:
        _, status = os.waitpid(self.pid, 0)
        return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


class FreshCase:
    def __init__(self, source: str):
        self.process = subprocess.Popen([sys.executable, "-c", source], stderr=subprocess.DEVNULL)

    def wait(self) -> int:
        return self.process.wait()


def runners() -> Iterator[type]:
    if hasattr(os, "fork"):
        yield ForkedCase
    yield FreshCase


def survey(runner) -> Iterator[Tuple[str, int]]:
    started = {title: runner(source) for title, source in CASES.items()}
    for title, case in started.items():
        yield title, case.wait()


def word(status: int) -> str:
    if status == 0:
        return "survived"
    return f"status {status}" if status > 0 else f"killed by signal {-status}"


def main() -> int:
    tables = [dict(survey(runner)) for runner in runners()]
    for title, status in tables[0].items():
        print(f"{title:<8}{word(status)}")
    agree = all(table == tables[0] for table in tables)
    print(f"{len(tables[0])} cases examined, runners {'agree' if agree else 'differ'}")
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
