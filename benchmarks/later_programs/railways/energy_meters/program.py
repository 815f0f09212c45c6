import multiprocessing
import sys

from meters import MeterCabinet, MeterKind


class Locomotive(multiprocessing.Process):
    def __init__(self, cabinet, power_w, seconds):
        super().__init__()
        self.cabinet = cabinet
        self.power_w = power_w
        self.seconds = seconds

    def run(self):
        for second in range(self.seconds):
            if second % 4:
                self.cabinet.add(MeterKind.TRACTION_WS, self.power_w)
            else:
                self.cabinet.add(MeterKind.RECUPERATED_WS, self.power_w // 2)
            self.cabinet.add(MeterKind.READINGS, 1)
        self.cabinet.add(MeterKind.HEATING_KWH, 0.5)


def main():
    cabinet = MeterCabinet(multiprocessing.get_context())
    locomotives = [Locomotive(cabinet, 6_400_000, 800) for _ in range(2)]
    for locomotive in locomotives:
        locomotive.start()
    for locomotive in locomotives:
        locomotive.join()
    if any(locomotive.exitcode for locomotive in locomotives):
        sys.exit(1)
    assert cabinet.read(MeterKind.READINGS) == 1600
    assert cabinet.read(MeterKind.TRACTION_WS) == 2 * 600 * 6_400_000
    assert cabinet.read(MeterKind.RECUPERATED_WS) == 2 * 200 * 3_200_000
    assert cabinet.read(MeterKind.HEATING_KWH) == 1.0
    print("ok")


if __name__ == "__main__":
    main()
