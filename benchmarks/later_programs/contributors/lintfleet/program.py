"""Run all linters over all snippets and sum up."""
from errors import LintFleetError
from linters import LINTERS, lint
from pools import LintPool

SNIPPETS = ["x = 1\n", "def f(:\n    pass\n", "y = '" + "a" * 90 + "'\n"]


def main():
    jobs = [(tool, text) for text in SNIPPETS for tool in sorted(LINTERS)]
    findings = failures = 0
    with LintPool(2) as pool:
        for handle in pool.each(lint, jobs):
            try:
                tool, count = handle.get()
            except LintFleetError as exc:
                failures += 1
                print("failed:", exc)
            else:
                findings += count
    print("%d findings, %d failures" % (findings, failures))
    print("ok" if (findings, failures) == (1, 1) else "unexpected totals")


if __name__ == "__main__":
    main()
