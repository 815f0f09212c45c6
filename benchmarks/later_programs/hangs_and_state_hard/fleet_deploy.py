"""Roll a release out to several hosts at once; production hosts need a confirmation."""
import argparse
from concurrent import futures
from functools import wraps

PRODUCTION = {"web1", "web2"}


def confirmed(action):
    @wraps(action)
    def wrapper(host, release):
        if host in PRODUCTION:
            answer = input(f"really {action.__name__} {release} on {host}? [y/N] ")
            if answer.strip().lower() != "y":
                return host, "skipped"
        return action(host, release)
    return wrapper


@confirmed
def deploy(host, release):
    checksum = sum(map(ord, host + release)) % 997
    return host, f"running {release} ({checksum:03d})"


@confirmed
def rollback(host, release):
    return host, f"back before {release}"


ACTIONS = {"deploy": deploy, "rollback": rollback}


def roll_out(action, hosts, release):
    with futures.ProcessPoolExecutor(max_workers=2) as executor:
        jobs = [executor.submit(action, host, release) for host in hosts]
        return dict(job.result() for job in futures.as_completed(jobs))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--action", choices=sorted(ACTIONS), default="deploy")
    parser.add_argument("--release", default="2.4.1")
    parser.add_argument("hosts", nargs="*", default=["stage1", "web1", "web2"])
    opts = parser.parse_args()
    for host, state in sorted(roll_out(ACTIONS[opts.action], opts.hosts, opts.release).items()):
        print(f"{host}: {state}")


if __name__ == "__main__":
    main()
