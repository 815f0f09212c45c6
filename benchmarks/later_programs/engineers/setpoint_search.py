"""Search the heater setpoint at which the crystal oscillator is stable."""
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Iterator, NamedTuple


class Trial(NamedTuple):
    setpoint_c: float
    drift_ppb: float


def setpoints(start_c: float, step_c: float) -> Iterator[float]:
    """Setpoints in rising order; the oven controller needs a moment for each."""
    setpoint = start_c
    while True:
        time.sleep(0.005)
        yield setpoint
        setpoint += step_c


def drift(setpoint_c: float) -> Trial:
    turnover_c = 78.4
    return Trial(setpoint_c, 0.35 * (setpoint_c - turnover_c) ** 2)


class Oven:
    def __init__(self, start_c=70.0, step_c=0.2, workers=2):
        self.start_c = start_c
        self.step_c = step_c
        self.workers = workers

    def find_turnover(self, limit_ppb):
        with ProcessPoolExecutor(max_workers=self.workers) as executor:
            trials = executor.map(drift, setpoints(self.start_c, self.step_c))
            for trial in trials:
                if trial.drift_ppb <= limit_ppb:
                    return trial


def main():
    trial = Oven().find_turnover(limit_ppb=0.05)
    print(f"stable at {trial.setpoint_c:.1f} degC ({trial.drift_ppb:.3f} ppb)")
    print("ok")


if __name__ == "__main__":
    main()
