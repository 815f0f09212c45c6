import json
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
LABELS = ("unit", "docs", "lint")


def interpreter_command(label):
    script = os.path.join(HERE, "collect.py")
    return ["python", script, label]


def collect(label):
    out = subprocess.check_output(interpreter_command(label), timeout=15)
    return json.loads(out)


def check(report):
    problems = []
    if report["prefix"] != sys.prefix:
        problems.append(f"prefix {report['prefix']} instead of {sys.prefix}")
    if tuple(report["version"]) != tuple(sys.version_info[:3]):
        problems.append("version %d.%d.%d" % tuple(report["version"]))
    return problems


def main():
    failed = 0
    with ProcessPoolExecutor(max_workers=2) as executor:
        for report in executor.map(collect, LABELS):
            problems = check(report)
            failed += bool(problems)
            print(report["label"], "; ".join(problems) or "fine")
    if failed:
        raise SystemExit(f"{failed} of {len(LABELS)} environments differ")


if __name__ == "__main__":
    main()
