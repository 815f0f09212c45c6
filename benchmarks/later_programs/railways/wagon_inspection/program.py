from multiprocessing import JoinableQueue, Process, SimpleQueue

from yard import Inspector, Wagon
from yard.wagons import Kind

TRAIN = [
    Wagon("31 80 5", Kind.TANK, 21.0),
    Wagon("31 80 7", Kind.HOPPER, 26.1),
    Wagon("31 80 9", Kind.BRAKE_VAN, 9.0),
    Wagon("33 80 2", Kind.FLAT, 20.4),
]


class HumpYard:
    def __init__(self, inspectors):
        self.track = JoinableQueue()
        self.report = SimpleQueue()
        self.crew = [
            Process(target=Inspector(self.track, self.report))
            for _ in range(inspectors)
        ]

    def open(self):
        for member in self.crew:
            member.start()

    def push(self, wagons):
        for wagon in wagons:
            self.track.put(wagon)

    def close(self):
        for _ in self.crew:
            self.track.put(None)
        self.track.join()
        findings = [finding for _ in self.crew for finding in self.report.get()]
        for member in self.crew:
            member.join()
        return findings


def main():
    yard = HumpYard(inspectors=2)
    yard.open()
    yard.push(TRAIN)
    bad = sorted(finding.wagon for finding in yard.close())
    assert bad == ["31 80 7", "33 80 2"], bad
    print("ok")


if __name__ == "__main__":
    main()
