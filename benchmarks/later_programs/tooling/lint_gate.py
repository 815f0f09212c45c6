"""Pre-commit gate: compiles the staged sources with the interpreter of the project."""
import functools
import json
import os
import pathlib
import subprocess
import sys
import tempfile

CHECKER = """
import json, sys
findings = {}
for path in sys.argv[1:]:
    with open(path, "rb") as source:
        try:
            compile(source.read(), path, "exec")
        except SyntaxError as exc:
            findings[path] = exc.lineno
print(json.dumps({"runtime": [sys.prefix, list(sys.version_info[:3])], "findings": findings}))
"""

HERMETIC = {**os.environ, "PATH": os.defpath}
run_checked = functools.partial(subprocess.run, check=True, stdout=subprocess.PIPE, timeout=15, env=HERMETIC)


class Gate:
    interpreter = "python3"

    def __init__(self, files):
        self.files = [str(f) for f in files]

    def report(self):
        done = run_checked([self.interpreter, "-c", CHECKER, *self.files])
        return json.loads(done.stdout)


def staged(folder):
    good = pathlib.Path(folder, "good.py")
    good.write_text("def area(w, h):\n    return w * h\n")
    broken = pathlib.Path(folder, "broken.py")
    broken.write_text("def area(w, h)\n    return w * h\n")
    return [good, broken]


def main():
    with tempfile.TemporaryDirectory() as folder:
        files = staged(folder)
        report = Gate(files).report()
    print("findings:", sorted(pathlib.Path(p).name for p in report["findings"]))
    print("checked by", *report["runtime"])
    same = report["runtime"] == [sys.prefix, list(sys.version_info[:3])]
    print("ok" if same and list(report["findings"].values()) == [1] else "wrong")


if __name__ == "__main__":
    main()
