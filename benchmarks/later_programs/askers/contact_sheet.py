#!/usr/bin/env python3
# one overview picture out of a folder full of .ppm photos
import os
import sys
import tempfile
import concurrent.futures as cf

W, H = 48, 32      # size of the demo photos
THUMB = 8          # thumbs are THUMB x THUMB


class Gallery:
    """A folder of P6 pictures. Use it in a with-statement."""

    def __init__(self, folder, jobs=3):
        self.folder = folder
        self.jobs = jobs
        self._ex = None

    def __enter__(self):
        self._ex = cf.ProcessPoolExecutor(max_workers=self.jobs)
        return self

    def __exit__(self, *exc):
        self._ex.shutdown()

    def names(self):
        for n in sorted(os.listdir(self.folder)):
            if n.lower().endswith(".ppm"):
                yield os.path.join(self.folder, n)

    def thumbs(self):
        return list(self._ex.map(shrink, list(self.names())))


def read_ppm(path):
    with open(path, "rb") as f:
        head = f.readline() + f.readline() + f.readline()
        w, h = [int(x) for x in head.split()[1:3]]
        return w, h, f.read()


def shrink(path):
    w, h, px = read_ppm(path)
    out = bytearray()
    for ty in range(THUMB):
        for tx in range(THUMB):
            at = ((ty * h // THUMB) * w + tx * w // THUMB) * 3
            out += px[at:at + 3]
    return bytes(out)


def demo_photos(folder, how_many):
    for i in range(how_many):
        with open(os.path.join(folder, "img%02d.ppm" % i), "wb") as f:
            f.write(b"P6\n%d %d\n255\n" % (W, H))
            f.write(bytes([(i * 20) % 256, 90, 255 - i * 20]) * (W * H))


def paste(thumbs, path):
    with open(path, "wb") as f:
        f.write(b"P6\n%d %d\n255\n" % (THUMB * len(thumbs), THUMB))
        for y in range(THUMB):
            for t in thumbs:
                f.write(t[y * THUMB * 3:(y + 1) * THUMB * 3])


with tempfile.TemporaryDirectory() as work:
    demo_photos(work, 6)
    with Gallery(work) as gallery:
        small = gallery.thumbs()
    sheet = os.path.join(work, "sheet.out")
    paste(small, sheet)
    print("sheet with", len(small), "photos,", os.path.getsize(sheet), "bytes")
    sys.stdout.flush()
