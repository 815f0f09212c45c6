"""Braking distances for the train protection computer, one process a curve."""
import multiprocessing
from collections import OrderedDict


class CurveInput:
    def __init__(self, name, startKmh, deceleration, gradient=0.0):
        self.name = name
        self.startKmh = startKmh
        self.deceleration = deceleration
        self.gradient = gradient

    @property
    def effective(self):
        return self.deceleration + 9.81 * self.gradient


class CurveSolver:
    STEP = 0.05

    def __init__(self, curve):
        self.curve = curve

    def distance(self):
        speed = self.curve.startKmh / 3.6
        if self.curve.effective <= 0.2:
            breakpoint()
        metres = 0.0
        while speed > 0:
            metres += speed * self.STEP
            speed -= max(self.curve.effective, 0.1) * self.STEP
        return round(metres)


def solve(curve, sink):
    sink.send(CurveSolver(curve).distance())
    sink.close()


class CurveSheet:
    def __init__(self, context):
        self.context = context
        self.jobs = OrderedDict()

    def add(self, curve):
        source, sink = self.context.Pipe(duplex=False)
        process = self.context.Process(target=solve, args=(curve, sink))
        process.start()
        sink.close()
        self.jobs[curve.name] = (process, source)

    def collect(self):
        sheet = {}
        for name, (process, source) in self.jobs.items():
            sheet[name] = source.recv()
            process.join()
            if process.exitcode != 0:
                raise RuntimeError(name)
        return sheet


def main():
    sheet = CurveSheet(multiprocessing.get_context())
    sheet.add(CurveInput("passenger", 140, 0.9))
    sheet.add(CurveInput("freight", 100, 0.45))
    sheet.add(CurveInput("freight on the ramp", 80, 0.45, gradient=-0.03))
    for name, metres in sheet.collect().items():
        print("%-22s %5d m" % (name, metres))
    print("ok")


if __name__ == "__main__":
    main()
