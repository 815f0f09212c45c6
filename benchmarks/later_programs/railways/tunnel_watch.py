"""Each tunnel sensor is sampled by a forked child that answers over a pipe."""
import os
import sys
from typing import Dict, Protocol


class Sensor(Protocol):
    name: str

    def sample(self) -> int:
        ...


class SmokeSensor:
    name = "smoke"

    def sample(self) -> int:
        return 4


class BrokenSensor:
    name = "heat"

    def sample(self) -> int:
        raise OSError("no answer from the bus")


class SensorChild:
    FAILED = 9

    def __init__(self, sensor: Sensor):
        self.sensor = sensor
        self.reader, self._writer = os.pipe()
        self.pid = 0

    def start(self) -> None:
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            status = self.FAILED
            try:
                os.write(self._writer, str(self.sensor.sample()).encode("ascii"))
                status = 0
            except OSError:
                status = self.FAILED
            finally:
                os._exit(status)
        os.close(self._writer)

    def finish(self) -> str:
        with os.fdopen(self.reader, "rb") as source:
            text = source.read().decode("ascii")
        _, status = os.waitpid(self.pid, 0)
        if os.WEXITSTATUS(status) == self.FAILED:
            return "failed"
        return text


def survey(*sensors: Sensor) -> Dict[str, str]:
    children = [SensorChild(sensor) for sensor in sensors]
    for child in children:
        child.start()
    return {child.sensor.name: child.finish() for child in children}


def main() -> None:
    if hasattr(os, "fork"):
        seen = survey(SmokeSensor(), BrokenSensor())
        assert seen == {"smoke": "4", "heat": "failed"}, seen
    print("ok")


if __name__ == "__main__":
    main()
