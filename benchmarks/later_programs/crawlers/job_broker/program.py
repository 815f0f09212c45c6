"""Two brokers on one box, production and staging, and the staging crawler that feeds its own."""
import json
import sys
import tempfile
from multiprocessing.context import AuthenticationError
from pathlib import Path

from broker import Broker, submit


def write_endpoints(path, **addresses):
    path.write_text(json.dumps({name: list(address) for name, address in addresses.items()}), encoding="utf-8")


def endpoint(path, name):
    host, port = json.loads(path.read_text(encoding="utf-8"))[name]
    return host, port


def feed_staging(endpoints, own, jobs):
    """Hand the jobs to the broker that the endpoints file names, else to the one that this crawler started."""
    try:
        return submit(endpoint(endpoints, "staging"), jobs)
    except AuthenticationError:
        print("endpoints file is stale, using my own broker", file=sys.stderr)
        return own.submit(jobs)


def main():
    with tempfile.TemporaryDirectory() as folder, Broker("production") as production, Broker("staging") as staging:
        endpoints = Path(folder, "endpoints.json")
        # The file of the last deployment: production has taken over the port that staging had then.
        write_endpoints(endpoints, production=production.address, staging=production.address)
        production.submit([f"prod/{n}" for n in range(4)])
        feed_staging(endpoints, staging, [f"staging/{n}" for n in range(3)])
        backlog = production.backlog()
        print(f"production: {len(backlog)} jobs, staging: {len(staging.backlog())} jobs")
    strays = [job for job in backlog if not job.startswith("prod/")]
    print(f"production would run {', '.join(strays)}" if strays else "ok")


if __name__ == "__main__":
    main()
