# collects tags of photos, one queue for every album
import multiprocessing

ALBUMS = {"beach": 20000, "city": 30000, "zoo": 10000}

queues = {}
workers = []


def read_tags(album, amount, out):
    tags = []
    for number in range(amount):
        tags.append("%s-%d-%s" % (album, number, "night" if number % 4 == 0 else "day"))
    print("worker", album, "has", len(tags), "tags")
    out.put(tags)


def start(album):
    queues[album] = multiprocessing.Queue()
    worker = multiprocessing.Process(target=read_tags, args=(album, ALBUMS[album], queues[album]))
    worker.start()
    workers.append(worker)


def wait_for_all():
    for worker in workers:
        worker.join()
        if worker.exitcode != 0:
            raise SystemExit("worker failed")


def collect():
    collected = {}
    for album in queues:
        collected[album] = queues[album].get()
        print("received", album)
    return collected


def main():
    for album in ALBUMS:
        start(album)
    collected = collect()
    wait_for_all()
    night = 0
    for album in collected:
        for tag in collected[album]:
            if tag.endswith("night"):
                night += 1
    print("night pictures:", night)
    print("ok" if night == 15000 else "wrong number")


if __name__ == "__main__":
    main()
