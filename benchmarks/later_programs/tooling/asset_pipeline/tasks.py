"""The front-end tasks that the release script knows."""
import subprocess


class Task:
    def __init__(self, title, *argv):
        self.title = title
        self.argv = list(argv)

    def run(self, cwd):
        done = subprocess.run(self.argv, cwd=cwd, stdout=subprocess.PIPE, timeout=30)
        return done.returncode, done.stdout.strip()


PIPELINE = [
    Task("install", "npm", "ci"),
    Task("bundle", "npm", "run", "bundle"),
]
