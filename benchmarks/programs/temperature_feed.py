import time
from multiprocessing import Process, connection, get_context


class Station(Process):
    def __init__(self, place: str, out: connection.Connection, readings: int):
        super().__init__(name=f"station-{place}")
        self.place = place
        self.out = out
        self.readings = readings

    def run(self) -> None:
        for hour in range(self.readings):
            self.out.send((self.place, hour, 10 + hour % 5))
            time.sleep(0.001)
        self.out.close()


def receive(source):
    received = []
    while True:
        try:
            received.append(source.recv())
        except EOFError:
            break
    return received


def main() -> None:
    source, sink = get_context().Pipe(duplex=False)
    station = Station("roof", sink, 24)
    station.start()
    readings = receive(source)
    station.join()
    source.close()
    average = sum(value for _, _, value in readings) / len(readings)
    print(f"{len(readings)} readings, {average:.1f} degrees")
    print("ok" if len(readings) == 24 and station.exitcode == 0 else "incomplete")


if __name__ == "__main__":
    main()
