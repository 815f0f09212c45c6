"""Tests the signals along a railway line, one after the other, as the manual demands."""
from multiprocessing import Process, Queue

try:
    import resource
except ImportError:
    resource = None

# what the operators' accounts on the interlocking hosts may have
MAX_OPEN = 48


class SignalTest:
    """One test of one signal, with the answers that it gave."""

    def __init__(self, kilometre):
        self.kilometre = kilometre
        self.answers = Queue()
        self.tester = Process(target=run_test, args=(kilometre, self.answers))

    def run(self):
        self.tester.start()
        self.aspect, self.volts = self.answers.get()
        self.tester.join()

    @property
    def passed(self):
        return self.volts > 10.5


def run_test(kilometre, answers):
    aspect = ("stop", "caution", "clear")[kilometre % 3]
    answers.put((aspect, 12.0 - kilometre % 7 / 10))


class Report:
    def __init__(self, line):
        self.line = line
        self.tests = []

    def add(self, test):
        self.tests.append(test)

    def __str__(self):
        passed = sum(test.passed for test in self.tests)
        return f"{self.line}: {passed} of {len(self.tests)} signals passed"


def main():
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (MAX_OPEN, hard))
    report = Report("Coast line")
    for kilometre in range(2, 62, 2):
        test = SignalTest(kilometre)
        test.run()
        report.add(test)
    print(report)
    print("ok")


if __name__ == "__main__":
    main()
