"""Operator hooks with a budget: the whole family of a hook ends with it."""
import os
import signal
import subprocess
import sys
import time


class Hook:
    def __init__(self, line, budget):
        self.line = line
        self.budget = budget

    def _start_posix(self):
        return subprocess.Popen(self.line, shell=True, stdout=subprocess.PIPE, start_new_session=True)

    def _start_single(self):
        return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(20)"], stdout=subprocess.PIPE)

    def _stop(self, proc):
        if os.name == "posix":
            os.killpg(proc.pid, signal.SIGKILL)
        else:
            proc.kill()

    def run(self):
        proc = self._start_posix() if os.name == "posix" else self._start_single()
        try:
            out, _ = proc.communicate(timeout=self.budget)
            return "done", out
        except subprocess.TimeoutExpired:
            self._stop(proc)
            out, _ = proc.communicate()
            return "stopped", out


def measured(hook):
    started = time.monotonic()
    state, out = hook.run()
    return state, out, time.monotonic() - started


def main():
    slow = Hook("sleep 20; echo finished", budget=0.4)
    state, out, took = measured(slow)
    print("%s after %.1f s" % (state, took))
    good = state == "stopped" and took < 5 and b"finished" not in out
    if os.name == "posix":
        done = subprocess.run("printf '%s' a b | wc -c", shell=True, stdout=subprocess.PIPE)
        good = good and done.stdout.strip() == b"2"
    print("ok" if good else "wrong")


if __name__ == "__main__":
    main()
