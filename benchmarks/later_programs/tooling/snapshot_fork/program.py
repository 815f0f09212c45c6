"""Save a snapshot of a queue of deliveries while it is being worked on."""
import collections
import csv
import pathlib
import tempfile

from background import Background


def save(deliveries, path):
    with open(path, "w", newline="", encoding="utf-8") as target:
        csv.writer(target).writerows(deliveries)


def load(path):
    with open(path, newline="", encoding="utf-8") as source:
        return [(number, town) for number, town in csv.reader(source)]


def main():
    towns = ["Gdańsk", "Żory", "Łódź"]
    deliveries = collections.deque(("P-%03d" % n, towns[n % 3]) for n in range(30))
    before = list(deliveries)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "snapshot.csv")
        snapshot = Background(save, deliveries, path)
        while len(deliveries) > 10:
            deliveries.popleft()
        status = snapshot.wait()
        saved = load(path)
    print("saved", len(saved), "left", len(deliveries))
    print("ok" if status == 0 and saved == before else "wrong")


if __name__ == "__main__":
    main()
