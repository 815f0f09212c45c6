"""Keep render jobs in groups of processes that can be stopped together."""
import os
import signal
import subprocess
import sys
import time

JOB = "import time; print('rendering', flush=True); time.sleep(60)"


class Job:
    """A renderer and everything that it starts."""

    stop_signal = signal.SIGTERM

    def __init__(self, name, code):
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True, text=True
        )

    def wait_until_rendering(self):
        return self.process.stdout.readline().strip()

    def stop(self):
        group = os.getpgid(self.process.pid)
        os.killpg(group, self.stop_signal)
        self.process.wait()
        self.process.stdout.close()


class Farm:
    def __init__(self):
        self.jobs = {}

    def submit(self, name, code=JOB):
        self.jobs[name] = Job(name, code)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for job in self.jobs.values():
            try:
                job.stop()
            except ProcessLookupError:
                pass


def main():
    with Farm() as farm:
        farm.submit("title")
        farm.submit("credits")
        for job in farm.jobs.values():
            assert job.wait_until_rendering() == "rendering"
        time.sleep(0.1)
    print("ok")


if __name__ == "__main__":
    main()
