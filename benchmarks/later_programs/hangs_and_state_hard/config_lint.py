"""Lint configuration files, each in a process of its own, like separate command lines."""
import multiprocessing as mp
import os
import sys
import tempfile
from dataclasses import dataclass
from typing import Dict, List, Optional

OK, STYLE, BROKEN = 0, 3, 4


@dataclass
class Finding:
    line: int
    text: str


def parse(path: str) -> List[Finding]:
    findings = []
    with open(path, encoding="utf-8") as fh:
        for number, line in enumerate(fh, 1):
            if "=" not in line:
                findings.append(Finding(number, "no value"))
            elif line != line.rstrip() + "\n":
                findings.append(Finding(number, "trailing blanks"))
    return findings


def lint_main(path: str) -> None:
    findings = parse(path)
    if any(f.text == "no value" for f in findings):
        sys.exit(BROKEN)
    if findings:
        sys.exit(STYLE)
    sys.exit(OK)


class Job:
    def __init__(self, path: str) -> None:
        self.path = path
        self.process = mp.Process(target=lint_main, args=(path,))

    def finish(self) -> Optional[int]:
        self.process.join()
        return self.process.exitcode


def lint_all(paths: List[str]) -> Dict[str, Optional[int]]:
    jobs = [Job(path) for path in paths]
    for job in jobs:
        job.process.start()
    return {os.path.basename(job.path): job.finish() for job in jobs}


if __name__ == "__main__":
    samples = {"a.ini": "x=1\ny=2\n", "b.ini": "x=1  \n", "c.ini": "x\n"}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in samples.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                out.write(text)
        codes = lint_all([os.path.join(folder, name) for name in samples])
    assert codes == {"a.ini": OK, "b.ini": STYLE, "c.ini": BROKEN}, codes
    print("ok")
