"""Poll the thermometers of a house and print what they say, until told to stop."""
import multiprocessing

from lifecycle import request_stop, should_stop, stop_on_signals

ROOMS = {"kitchen": 21.5, "attic": 28.0, "cellar": 11.0}


def read_sensor(room, turn):
    return round(ROOMS[room] + turn * 0.1, 1)


def poll(room, readings):
    turn = 0
    while not should_stop(0.05):
        readings.put((room, read_sensor(room, turn)))
        turn += 1
    readings.close()
    readings.cancel_join_thread()


class House:
    def __init__(self, rooms):
        self.readings = multiprocessing.Queue()
        self.pollers = [multiprocessing.Process(target=poll, args=(room, self.readings)) for room in rooms]

    def __enter__(self):
        for poller in self.pollers:
            poller.start()
        return self

    def __exit__(self, *exc_info):
        request_stop()
        for poller in self.pollers:
            poller.join()

    def take(self, count):
        return [self.readings.get() for _ in range(count)]


def main():
    stop_on_signals()
    with House(ROOMS) as house:
        readings = house.take(6)
    if any(poller.exitcode for poller in house.pollers):
        raise SystemExit("a poller failed")
    print(len(readings), "readings, warmest", max(value for _, value in readings))
    print("ok")


if __name__ == "__main__":
    main()
