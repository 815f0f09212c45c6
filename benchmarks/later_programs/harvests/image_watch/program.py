"""Watch disk images and tell when one has changed."""

import queue
from multiprocessing import Queue

from checksums import digest_all
from services import Service

IMAGES = [b"boot" * 1000, b"root" * 1000]


class ImageWatch(Service):
    def __init__(self, images, reports):
        super().__init__(name="image-watch")
        self.images = images
        self.reports = reports

    def serve(self):
        before = digest_all(self.images)
        self.images[1] += b"!"
        after = digest_all(self.images)
        self.reports.put([a != b for a, b in zip(before, after)])


def main():
    reports = Queue()
    watch = ImageWatch(list(IMAGES), reports)
    watch.start()
    watch.join(20)
    try:
        changed = reports.get(timeout=1)
    except queue.Empty:
        raise SystemExit("the watch says nothing") from None
    assert changed == [False, True]
    print("ok")


if __name__ == "__main__":
    main()
