"""Run scripts in a sandbox process that fetches its work from this one over a local socket."""
import os
import secrets
import subprocess
import sys

from broker import Broker

KEY_VARIABLE = "TOKENQUEUE_KEY"


def sandbox(port, key):
    environment = dict(os.environ)
    environment[KEY_VARIABLE] = key.hex()
    here = os.path.dirname(os.path.abspath(__file__))
    command = [sys.executable, os.path.join(here, "sandbox.py"), str(port)]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=20)


def main(jobs=("sort", "uniq", "wc")):
    key = secrets.token_bytes(32)
    with Broker(("127.0.0.1", 0), key, jobs) as broker:
        ended = sandbox(broker.port, key)
        refused = sandbox(broker.port, secrets.token_bytes(32))
    sys.stdout.write(ended.stdout)
    print("results: " + ", ".join("%s=%s" % pair for pair in sorted(broker.results.items())))
    print("other key refused: %s" % (refused.returncode != 0))
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
