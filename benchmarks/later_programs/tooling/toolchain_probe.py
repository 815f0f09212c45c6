"""Inventory of the tools on a build machine."""
import shutil
import subprocess
import sys
from functools import lru_cache
from typing import Optional

CHATTY = "import sys; sys.stdout.buffer.write('Łódź €\\n'.encode('utf-8') * 20000)"
UTF8 = dict(encoding="utf-8", errors="replace")


@lru_cache(maxsize=None)
def located(tool: str) -> Optional[str]:
    return shutil.which(tool)


def version_of(tool):
    path = located(tool)
    if path is None:
        return None
    try:
        done = subprocess.run([path, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              stdin=subprocess.DEVNULL, timeout=1.5, **UTF8)
    except (subprocess.TimeoutExpired, OSError):
        return None
    return done.stdout.strip()


class Interpreter:
    argv0 = sys.executable

    def output(self, code):
        proc = subprocess.Popen([self.argv0, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **UTF8)
        out, _ = proc.communicate(timeout=20)
        return proc.wait(), out

    def quiet(self, code):
        proc = subprocess.Popen([self.argv0, "-c", code], stdout=subprocess.DEVNULL)
        return proc.wait()


def main():
    print({tool: bool(version_of(tool)) for tool in ("npm", "no-such-tool-here")})
    python = Interpreter()
    status, text = python.output(CHATTY)
    version = python.output("import platform; print(platform.python_version())")[1].strip()
    good = status == 0 and text.count("Łódź €") == 20000 and python.quiet(CHATTY) == 0
    print("ok" if good and version == ".".join(map(str, sys.version_info[:3])) else "wrong")


if __name__ == "__main__":
    main()
