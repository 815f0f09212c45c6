"""Run the lines of a sweep file, each the command line of one run."""

import argparse
import multiprocessing
import shlex

SWEEP = """
--model ridge --alpha 0.1
--model ridge --alpha 1.0
--model lasso --alhpa 0.5
--model lasso --alpha 1.0
"""


def build_parser():
    parser = argparse.ArgumentParser(prog="run")
    parser.add_argument("--model", choices=["ridge", "lasso"], required=True)
    parser.add_argument("--alpha", type=float, required=True)
    parser.add_argument("--rows", type=int, default=50)
    return parser


class Run:
    def __init__(self, options):
        self.options = options

    @classmethod
    def from_line(cls, line):
        return cls(build_parser().parse_args(shlex.split(line)))

    def fit(self):
        """One coefficient is enough here, and has a closed form."""
        xs = [i / self.options.rows for i in range(self.options.rows)]
        dot, norm = sum(x * 3.0 * x for x in xs), sum(x * x for x in xs)
        if self.options.model == "ridge":
            return dot / (norm + self.options.alpha)
        return max(0.0, dot - self.options.alpha) / norm


def execute(line):
    run = Run.from_line(line)
    return f"{run.options.model} {run.options.alpha}: {run.fit():.3f}"


def main():
    lines = [line for line in SWEEP.splitlines() if line.strip()]
    with multiprocessing.Pool(2) as pool:
        for report in pool.map(execute, lines):
            print(report)
    print("ok")


if __name__ == "__main__":
    main()
