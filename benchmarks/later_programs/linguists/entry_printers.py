"""Typeset dictionary entries in processes of their own and measure them with a filter."""
import multiprocessing
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple, Tuple

COUNTER = "import sys; t = sys.stdin.read(); print(t); print(len(t.splitlines()))"


class Entry(NamedTuple):
    headword: str
    pos: str
    senses: Tuple[str, ...]
    target: Path


def typeset(headword, pos, senses, target):
    numbered = (f"  {i}. {s}" for i, s in enumerate(senses, 1))
    text = "\n".join([f"{headword} ({pos})", *numbered])
    target.write_text(text + "\n", encoding="utf-8")


def entries(folder):
    yield Entry("bank", "n", ("edge of a river", "house for money"), folder / "bank.txt")
    yield Entry("run", "v", ("move fast", "manage", "flow"), folder / "run.txt")


def lines(text):
    with subprocess.Popen([sys.executable, "-c", COUNTER], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, encoding="utf-8") as p:
        out, _ = p.communicate(text)
    if p.returncode:
        raise RuntimeError("counter failed")
    return int(out.split()[-1])


def main():
    with tempfile.TemporaryDirectory() as name:
        work = list(entries(Path(name)))
        procs = [multiprocessing.Process(target=typeset, args=entry) for entry in work]
        for p in procs:
            p.start()
        for p in procs:
            p.join()
        if any(p.exitcode for p in procs):
            sys.exit("an entry was not set")
        pages = [e.target.read_text(encoding="utf-8") for e in work]
    print("".join(pages), end="")
    print("ok" if lines("".join(pages)) == 7 else "lines lost")


if __name__ == "__main__":
    main()
