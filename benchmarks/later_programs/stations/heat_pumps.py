import ctypes
import multiprocessing
import sys
import threading


class HeatPump(multiprocessing.Process):
    """A simulated heat pump in a process of its own.  What it finds out goes back over shared values and a queue."""

    def __init__(self, place, thermal_kw, outside, done):
        super().__init__(name=place)
        self.thermal_kw = thermal_kw
        self.outside = outside
        self.done = done
        self.consumed = multiprocessing.Value(ctypes.c_double, 0.0)
        self.cycles = multiprocessing.Value("i", 0)
        self._running = False

    def cop(self, degrees):
        return 2.0 + 0.08 * (degrees + 15)

    def _switch(self, on):
        if on and not self._running:
            with self.cycles.get_lock():
                self.cycles.value += 1
        self._running = on

    def run(self):
        hourly = []
        for degrees in self.outside:
            self._switch(degrees < 12)
            hourly.append(self.thermal_kw / self.cop(degrees) if self._running else 0.0)
        with self.consumed.get_lock():
            self.consumed.value = sum(hourly)
        self.done.put((self.name, max(hourly)))


class Forecast(threading.Thread):
    def __init__(self, hours):
        super().__init__()
        self.hours = hours
        self.degrees = []

    def run(self):
        for hour in range(self.hours):
            self.degrees.append(7 + 9 * ((hour % 24) - 12) / 12)


def main():
    forecast = Forecast(48)
    forecast.start()
    forecast.join()
    done = multiprocessing.SimpleQueue()
    pumps = [HeatPump(place, kw, forecast.degrees, done) for place, kw in (("school", 42.0), ("pool", 77.5))]
    for pump in pumps:
        pump.start()
    peaks = dict(done.get() for _ in pumps)
    for pump in pumps:
        pump.join()
        if pump.exitcode != 0:
            sys.exit(pump.name + " failed")
        print(pump.name, round(pump.consumed.value, 1), "kWh,", pump.cycles.value, "cycles, peak",
              round(peaks[pump.name], 2))
        assert pump.consumed.value > 0 and pump.cycles.value == 2
    assert len(forecast.degrees) == 48
    print("ok")


if __name__ == "__main__":
    main()
