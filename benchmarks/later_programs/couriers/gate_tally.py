import multiprocessing as mp
import unittest
from ctypes import c_longlong


class GateTally:
    def __init__(self, ctx=mp) -> None:
        self.vans = ctx.Value(c_longlong, 0)
        self.weights = ctx.Array("l", 4)

    def pass_through(self, lane: int, kilos: int) -> None:
        guard = self.vans.get_lock()
        with guard:
            self.vans.value += 1
        with self.weights.get_lock():
            self.weights[lane] += kilos


def gate(tally: GateTally, vans: int) -> None:
    for number in range(vans):
        tally.pass_through(number % 4, 2)


class TallyTest(unittest.TestCase):
    vans = 1500

    def setUp(self) -> None:
        self.tally = GateTally()
        self.gates = [mp.Process(target=gate, args=(self.tally, self.vans)) for _ in range(3)]
        for process in self.gates:
            process.start()
            self.addCleanup(process.close)

    def wait(self) -> None:
        for process in self.gates:
            process.join()
            self.assertEqual(process.exitcode, 0)

    def test_every_van_is_counted(self) -> None:
        self.wait()
        self.assertEqual(self.tally.vans.value, 3 * self.vans)
        self.assertEqual(list(self.tally.weights), [2 * 3 * self.vans // 4] * 4)


def main() -> int:
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(TallyTest)
    result = unittest.TestResult()
    suite.run(result)
    for _, text in result.failures + result.errors:
        print(text)
    if result.wasSuccessful() and result.testsRun == 1:
        print("ok")
        return 0
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
