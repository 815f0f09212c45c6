# resize calculator, splits my photo folders over processes
# (adapted from a tutorial about queues)
import multiprocessing
import time

FOLDERS = {
    "holiday": 9000,
    "wedding": 12000,
    "cats": 15000,
}
MAX_SIDE = 320

queues = {}
processes = []


def fit(width, height):
    scale = MAX_SIDE / max(width, height)
    return (round(width * scale), round(height * scale))


def scan_folder(folder, amount, out):
    print("scanning", folder, "...")
    found = []
    for number in range(amount):
        width = 4000 - number % 7 * 100
        height = 3000 - number % 5 * 100
        name = "%s/IMG_%05d.jpg" % (folder, number)
        found.append((name, fit(width, height)))
    out.put(found)
    print("finished", folder)


def start_all():
    for folder in FOLDERS:
        queues[folder] = multiprocessing.Queue()
        p = multiprocessing.Process(target=scan_folder, args=(folder, FOLDERS[folder], queues[folder]))
        processes.append(p)
        p.start()


def main():
    begin = time.time()
    start_all()
    for p in processes:
        p.join()
        if p.exitcode != 0:
            raise SystemExit("a scan failed")

    total = 0
    for folder in queues:
        sizes = queues[folder].get()
        print(folder, "has", len(sizes), "pictures")
        total += len(sizes)
    print("took", round(time.time() - begin, 1), "seconds")
    print("ok" if total == sum(FOLDERS.values()) else "missing pictures")


if __name__ == "__main__":
    main()
