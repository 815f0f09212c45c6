import sys
from multiprocessing import Process, Value

from exif import fake_album, orientation
from progress import Progress

WORKERS = 4
PICTURES = 60000


def classify(shelf, progress):
    portrait = 0
    for width, height, flag in fake_album(shelf, PICTURES):
        if orientation(width, height, flag) == "portrait":
            portrait += 1
        progress.advance()
    return portrait


def main():
    progress = Progress(Value("l", 0), WORKERS * PICTURES)
    crew = [
        Process(target=classify, args=(shelf, progress), name="shelf-%d" % shelf)
        for shelf in range(WORKERS)
    ]
    for p in crew:
        p.start()
    for p in crew:
        p.join()
    failed = [p.name for p in crew if p.exitcode]
    if failed:
        sys.exit("failed: " + ", ".join(failed))
    print(progress.line())
    if progress.complete():
        print("ok")
    else:
        print("pictures missing from the count")


if __name__ == "__main__":
    main()
