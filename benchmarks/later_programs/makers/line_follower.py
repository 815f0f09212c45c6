"""Line follower in simulation: sensor, motors and referee are processes that talk over pipes."""
import contextlib
import math
from multiprocessing import Pipe, Process

STOP = "stop"


def course(way):
    return 0.4 * math.sin(way / 3)


def look(out, length):
    """Sees the line and hangs up at its end."""
    with contextlib.closing(out):
        for way in range(length):
            out.send((way, course(way)))


def steer(line):
    """Answers each deviation with the speeds of both motors."""
    while True:
        message = line.recv()
        if message == STOP:
            break
        turn = max(-0.3, min(0.3, 0.8 * message))
        line.send((round(0.5 + turn, 3), round(0.5 - turn, 3)))


def referee(inbox, entrants, verdict):
    """Knows when all have reported, because each says so."""
    best = {}
    while entrants:
        name, kind, value = inbox.recv()
        if kind == STOP:
            entrants -= 1
        else:
            best[name] = max(value, best.get(name, 0.0))
    verdict.send(best)


class Robot:
    def __init__(self, name, length):
        self.name = name
        self.length = length
        self.motors, self.motor_side = Pipe()
        self.driver = Process(target=steer, args=(self.motor_side,))

    def drive(self, report):
        seen, eye = Pipe(duplex=False)
        sensor = Process(target=look, args=(eye, self.length))
        sensor.start()
        eye.close()
        position = 0.0
        while True:
            try:
                way, line = seen.recv()
            except EOFError:
                break
            self.motors.send(line - position)
            left, right = self.motors.recv()
            position += left - right
            report.send((self.name, "off", abs(line - position)))
        sensor.join()
        report.send((self.name, STOP, 0))

    @contextlib.contextmanager
    def running(self):
        self.driver.start()
        try:
            yield self
        finally:
            self.motors.send(STOP)
            self.driver.join()


def main():
    robots = [Robot("blinky", 20), Robot("clyde", 35)]
    inbox, report = Pipe(duplex=False)
    result, verdict = Pipe(duplex=False)
    judge = Process(target=referee, args=(inbox, len(robots), verdict))
    judge.start()
    for robot in robots:
        with robot.running():
            robot.drive(report)
    worst = result.recv()
    judge.join()
    for name, deviation in worst.items():
        print(f"{name:7} was off by at most {deviation:.2f}")
    assert set(worst) == {"blinky", "clyde"} and max(worst.values()) < 0.2
    print("ok")


if __name__ == "__main__":
    main()
