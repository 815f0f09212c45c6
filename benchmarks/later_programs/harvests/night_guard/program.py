"""Batch jobs with a time limit each."""

from groups import Group

JOBS = [("quick", "print(sum(range(100)))", 40.0), ("stuck", "import time; time.sleep(60)", 1.0)]


def run_all(jobs):
    return {name: Group(code).output(seconds) for name, code, seconds in jobs}


def main():
    outputs = run_all(JOBS)
    assert outputs["quick"].strip() == "4950"
    assert outputs["stuck"] is None
    print("ok")


if __name__ == "__main__":
    main()
