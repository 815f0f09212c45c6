# Parcel sorting: several sorters take parcels from one belt and put them on the chute of their region.
import multiprocessing
import re

REGIONS = {"1": "north", "2": "north", "5": "west", "8": "south", "9": "south"}
POSTCODE = re.compile(r"\b\d{5}\b")

PARCELS = [
    "Anna Kunze, Lindenweg 4, 10115 Berlin",
    "Bruno Hahn, Am Ring 12, 80331 Muenchen",
    "Carla Witt, Postfach 77",
    "Dieter Voss, Domplatz 1, 50667 Koeln",
    "Eva Brandt, Hafenstr. 9, 20457 Hamburg",
    "Fritz Mai, Seeufer 3, 88131 Lindau",
]


class Sorter(multiprocessing.Process):
    def __init__(self, belt, chutes):
        multiprocessing.Process.__init__(self)
        self.daemon = True
        self.belt = belt
        self.chutes = chutes

    def run(self):
        while True:
            address = self.belt.get()
            found = POSTCODE.search(address)
            if not found:
                print("cannot read", repr(address), flush=True)
                continue
            region = REGIONS.get(found.group()[0], "rest")
            with self.chutes[region].get_lock():
                self.chutes[region].value += 1
            self.belt.task_done()


def main():
    belt = multiprocessing.JoinableQueue()
    chutes = {region: multiprocessing.Value("i", 0) for region in sorted({*REGIONS.values(), "rest"})}
    for _ in range(2):
        Sorter(belt, chutes).start()
    for parcel in PARCELS:
        belt.put(parcel)
    belt.join()
    for region, count in chutes.items():
        print(f"{region}: {count.value}")
    print("ok")


if __name__ == "__main__":
    main()
