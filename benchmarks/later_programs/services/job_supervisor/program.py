"""Supervises jobs: a temporary failure is tried again, any other code is final."""
from __future__ import annotations

import multiprocessing as mp

import jobs


class Supervisor:
    def __init__(self, context, attempts=3):
        self._spawn = context.Process
        self._attempts = attempts
        self.history: list[tuple[str, int]] = []

    def _once(self, name, attempt) -> int:
        child = self._spawn(target=jobs.REGISTRY[name], args=(attempt,), name=name)
        child.start()
        child.join()
        return child.exitcode

    def run(self, name) -> int:
        code = jobs.EX_TEMPFAIL
        for attempt in range(1, self._attempts + 1):
            code = self._once(name, attempt)
            self.history.append((name, code))
            if code != jobs.EX_TEMPFAIL:
                break
        return code


def main():
    supervisor = Supervisor(mp.get_context())
    codes = {name: supervisor.run(name) for name in jobs.REGISTRY}
    print(supervisor.history)
    expected = {"rotate-keys": jobs.EX_OK, "sync-users": jobs.EX_CONFIG}
    print("ok" if codes == expected and len(supervisor.history) == 3 else "wrong")


if __name__ == "__main__":
    main()
