"""Run one command for many targets, as many at once as there are targets."""
import argparse
import collections
import subprocess
import sys
import threading
from contextlib import closing
from functools import partial
from multiprocessing.pool import ThreadPool as Pool

Answer = collections.namedtuple("Result", "target status text")
SESSIONS = 80
progress = threading.Lock()
finished = 0


def note(target, quiet):
    global finished
    with progress:
        finished += 1
        if not quiet:
            print("%3d %s" % (finished, target), file=sys.stderr)


def template(command):
    """The command with the target put in."""

    def build(target):
        return [part.replace("{}", target) for part in command]

    return build


def fan_out(command, targets, timeout=20, quiet=True):
    build = template(command)

    def one(target):
        try:
            done = subprocess.run(
                build(target), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                encoding="utf-8", errors="replace", timeout=timeout,
            )
        except subprocess.TimeoutExpired:
            return Answer(target, None, "")
        finally:
            note(target, quiet)
        return Answer(target, done.returncode, done.stdout.strip())

    with closing(Pool(min(SESSIONS, 4 * len(targets)))) as pool:
        answers = pool.map(one, targets, chunksize=1)
        lengths = pool.map(lambda answer: len(answer.text), answers)
        upper = pool.apply_async(partial(max, default=0), (lengths,)).get()
    pool.join()
    return answers, upper


def summary(answers):
    groups = collections.defaultdict(list)
    for answer in answers:
        groups[answer.status].append(answer.target)
    for status, targets in sorted(groups.items(), key=lambda group: str(group[0])):
        yield "status %s: %s" % (status, " ".join(targets))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-t", "--target", action="append")
    parser.add_argument("-q", "--quiet", action="store_true", default=True)
    parser.add_argument("command", nargs="*")
    options = parser.parse_args()
    targets = options.target or ["node%d" % number for number in range(16)]
    command = options.command or [sys.executable, "-S", "-c", "import sys; sys.exit(len('{}') == 6)"]
    answers, longest = fan_out(command, targets, quiet=options.quiet)
    for line in summary(answers):
        print(line)
    print("%d answers, %d counted, longest text %d" % (len(answers), finished, longest))


if __name__ == "__main__":
    main()
