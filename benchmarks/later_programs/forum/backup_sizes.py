"""Works out how big my backup will be.

The progress is printed with a callback, I found this in another answer.
"""
import multiprocessing
import time

DISKS = {"system": 20, "music": 48, "video": 310, "docs": 5, "mail": 2}

finished = []


def estimate(name, gigabytes):
    time.sleep(0.3)
    compressed = gigabytes * 0.9 if name in ("music", "video") else gigabytes * 0.4
    return name, round(compressed, 1)


def on_error(problem):
    print("ERROR", problem)


def progress(result):
    finished.append(result)
    print("%d of %d: %s" % (len(finished), len(DISKS), result[0]))


def run_backup():
    with multiprocessing.Pool(3) as pool:
        for name, gigabytes in DISKS.items():
            pool.apply_async(
                estimate,
                args=(name, gigabytes),
                callback=progress,
                error_callback=on_error,
            )
        print("all disks submitted")


def main():
    begin = time.time()
    run_backup()
    total = 0
    for name, compressed in finished:
        total += compressed
    print("total size:", total, "GB, calculated in", round(time.time() - begin, 1), "s")
    if len(finished) == len(DISKS):
        print("ok")
    else:
        print("not all disks were done")


if __name__ == "__main__":
    main()
