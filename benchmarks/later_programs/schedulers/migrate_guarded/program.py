"""Applies pending schema migrations next to each other and asks before the destructive ones."""
import sys
from concurrent import futures

from steps import STEPS, apply_step


class Migration:
    def __init__(self, steps, width=2):
        self.steps = steps
        self.width = width
        self.applied = {}

    def run(self):
        with futures.ProcessPoolExecutor(max_workers=self.width) as executor:
            pending = {executor.submit(apply_step, step): step.name for step in self.steps}
            for future in futures.as_completed(pending):
                self.applied[pending[future]] = future.result()
        return self

    def __str__(self):
        return "\n".join(
            "%-18s %s" % (step.name, "applied" if self.applied[step.name] else "skipped")
            for step in self.steps
        )


def main():
    migration = Migration(STEPS).run()
    sys.stdout.write("%s\n" % migration)
    print("ok" if len(migration.applied) == len(STEPS) else "wrong")


if __name__ == "__main__":
    main()
