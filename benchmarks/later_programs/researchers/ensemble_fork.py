"""Ensemble of logistic-map runs: each member is a forked process with a pipe."""
import json
import os
import subprocess
import sys
import tempfile
import traceback


def simulate(growth, steps=200):
    x = 0.31
    for _ in range(steps):
        x = growth * x * (1 - x)
    return x


def member(write_end, growth, folder):
    """Body of a child: it never returns to the caller."""
    status = 1
    try:
        value = simulate(growth)
        with open(os.path.join(folder, f"member-{growth}.json"), "w") as sink:
            json.dump({"growth": growth, "value": value}, sink)
        os.write(write_end, json.dumps(value).encode())
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def spawn(growth, folder):
    read_end, write_end = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.close(read_end)
        member(write_end, growth, folder)
    os.close(write_end)
    return pid, read_end


def collect(pid, read_end):
    with os.fdopen(read_end) as stream:
        value = json.load(stream)
    _, status = os.waitpid(pid, 0)
    return value, status


def line_count(folder):
    script = "import sys; print(len(sys.stdin.read().splitlines()))"
    names = "\n".join(os.listdir(folder))
    child = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, encoding="utf-8")
    output, _ = child.communicate(names)
    child.wait()
    return int(output)


def main():
    with tempfile.TemporaryDirectory(prefix="ensemble-", dir=".") as folder:
        outcomes = [collect(*spawn(growth, folder)) for growth in (2.0, 2.5, 2.8)]
        files = line_count(folder)
    print(outcomes, file=sys.stderr)
    print("ok" if files == 3 and all(status == 0 for _, status in outcomes) else "members failed")


if __name__ == "__main__":
    main()
