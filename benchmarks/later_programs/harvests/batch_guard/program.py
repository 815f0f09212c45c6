"""Batch jobs with a time limit each."""

from groups import Group

JOBS = [("quick", "print(sum(range(100)))", 30.0), ("stuck", "import time; time.sleep(40)", 1.0)]


def run_all(jobs):
    return {name: Group(code).wait(seconds) for name, code, seconds in jobs}


def main():
    statuses = run_all(JOBS)
    assert statuses == {"quick": 0, "stuck": None}, statuses
    print("ok")


if __name__ == "__main__":
    main()
