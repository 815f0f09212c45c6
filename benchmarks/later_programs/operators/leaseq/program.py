"""Hand build jobs out to agents on this machine.

    program.py agent NAME PORT     take some jobs, or what is left of them
    program.py                     controller with two agents
"""
import collections
import os
import subprocess
import sys
import threading

import wire

SHARE = 4


class Desk:
    """The jobs that are still to do, and who took which."""

    def __init__(self, jobs):
        self._jobs = collections.deque(jobs)
        self._taken = collections.defaultdict(list)
        self._guard = threading.Lock()

    def lease(self, agent):
        with self._guard:
            if not self._jobs:
                return None
            job = self._jobs.popleft()
            self._taken[agent].append(job)
            return job

    def taken(self):
        with self._guard:
            return {agent: list(jobs) for agent, jobs in self._taken.items()}


def agent(name, port):
    desk = wire.connect(port).desk()
    done = 0
    while done < SHARE and desk.lease(name) is not None:
        done += 1
    print("agent %s did %d jobs" % (name, done), flush=True)
    return 0


def controller(jobs, agents):
    desk = Desk(jobs)
    with wire.hosting(desk) as port:
        script = os.path.abspath(__file__)
        for name in agents:
            # The agents run under other accounts, hence with an empty environment.
            subprocess.run([sys.executable, script, "agent", name, str(port)], env={}, check=True, timeout=20)
    total = sum(len(taken) for taken in desk.taken().values())
    print("%d jobs leased to %s" % (total, " and ".join(sorted(desk.taken()))))
    return 0


def main(argv):
    if argv[:1] == ["agent"]:
        return agent(argv[1], int(argv[2]))
    return controller(["build-%d" % number for number in range(7)], ["blue", "green"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
