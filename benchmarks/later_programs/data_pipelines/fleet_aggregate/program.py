"""Daily kilometres per vehicle."""
import multiprocessing

from jobs import Job, aggregate


class Fleet:
    def __init__(self, context, trips):
        self.context = context
        self.trips = trips
        self.progress = context.Value("i", 0)

    def jobs(self):
        for vehicle, kilometres in self.trips.items():
            yield Job(vehicle, tuple(kilometres), self.progress)

    def aggregate(self, processes=2):
        with self.context.Pool(processes) as pool:
            return dict(pool.imap_unordered(aggregate, self.jobs()))


def main():
    trips = {f"VAN-{n}": [1.5 * n, 12.0, 0.5] for n in range(8)}
    fleet = Fleet(multiprocessing.get_context(), trips)
    kilometres = fleet.aggregate()
    print(f"{fleet.progress.value} vehicles, {sum(kilometres.values()):.1f} km")
    wanted = {vehicle: round(sum(legs), 1) for vehicle, legs in trips.items()}
    print("ok" if kilometres == wanted and fleet.progress.value == len(trips) else "wrong")


if __name__ == "__main__":
    main()
