import subprocess
import sys
from multiprocessing import Pool, freeze_support

EXPORTER = """
import sys
rows = {"north": ["\\u00c1lvaro", "Mar\\u00eda"], "south": ["\\u00dd\\u00f3runn", "J\\u00f3n"]}
out = "\\n".join(rows[sys.argv[1]])
sys.stdout.buffer.write(out.encode("utf-8"))
"""


class Exporter:
    """Calls the membership exporter, which always writes UTF-8."""

    def __init__(self, script: str, timeout: float = 60.0):
        self.script = script
        self.timeout = timeout

    def __call__(self, branch: str):
        done = subprocess.run(
            [sys.executable, "-c", self.script, branch],
            capture_output=True,
            text=True,
            timeout=self.timeout,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{branch}: {done.stderr}")
        return branch, done.stdout.splitlines()


def initials(names):
    return sorted(name[0] for name in names)


def main() -> int:
    branches = ["north", "south"]
    with Pool(processes=2) as pool:
        members = dict(pool.map(Exporter(EXPORTER), branches))
    everybody = [name for branch in branches for name in members[branch]]
    longest = max(len(name) for name in everybody)
    print("members:", len(everybody), "longest name:", longest)
    print("initials:", ascii(initials(everybody)))
    return 0 if longest == 6 else 1


if __name__ == "__main__":
    freeze_support()
    sys.exit(main())
