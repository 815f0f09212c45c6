import multiprocessing

from release import BrakeTest, Cut

CUTS = (Cut(11, 8, 5.0), Cut(12, 14, None), Cut(13, 3, 4.2), Cut(14, 21, 4.9))


class Shunter:
    def __init__(self, context, testers=2):
        self.cuts = context.JoinableQueue()
        self.passed = context.Value("i", 0)
        test = BrakeTest(self.cuts, self.passed)
        self.testers = [context.Process(target=test.run) for _ in range(testers)]

    def release(self, cuts):
        for tester in self.testers:
            tester.start()
        for cut in cuts:
            self.cuts.put(cut)
        for _ in self.testers:
            self.cuts.put(None)
        self.cuts.join()
        for tester in self.testers:
            tester.join()
            if tester.exitcode != 0:
                raise RuntimeError("a brake test was broken off")
        return self.passed.value


if __name__ == "__main__":
    wagons = Shunter(multiprocessing.get_context()).release(CUTS)
    print(wagons, "wagons ready")
    assert wagons == 29
    print("ok")
