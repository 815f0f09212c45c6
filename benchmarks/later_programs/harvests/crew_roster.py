"""Who is on duty: a roster that all stations write to."""
from multiprocessing import Manager, Process

STATIONS = {"north": ["ada", "bo"], "south": ["cy"], "harbour": ["di", "ed", "flo"]}


class Roster:
    def __init__(self, manager):
        self.duty = manager.dict()

    def open_station(self, station):
        self.duty[station] = {"crew": [], "boat": None}

    def sign_on(self, station, sailor):
        entry = self.duty[station]
        entry["crew"].append(sailor)

    def size(self, station):
        return len(self.duty[station]["crew"])


def muster(roster, station, sailors):
    roster.open_station(station)
    for sailor in sailors:
        roster.sign_on(station, sailor)


def main():
    with Manager() as manager:
        roster = Roster(manager)
        processes = []
        for station, sailors in STATIONS.items():
            process = Process(target=muster, args=(roster, station, sailors))
            process.start()
            processes.append(process)
        for process in processes:
            process.join()
        if any(process.exitcode for process in processes):
            raise SystemExit("a station is down")
        sizes = {station: roster.size(station) for station in STATIONS}
    print("ok" if sizes == {"north": 2, "south": 1, "harbour": 3} else f"crews {sizes}")


if __name__ == "__main__":
    main()
