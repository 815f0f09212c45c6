"""Looks for hot spots (bedding that heats up) in the frames of the thermal camera."""
import multiprocessing as mp
import sys

import frame

HOT = 60


def hot_rows(name, first, last):
    n = 0
    with frame.attached(name) as pixels:
        for y in range(first, last):
            row = bytes(pixels[y * frame.W:(y + 1) * frame.W])
            n += sum(1 for p in row if p >= HOT)
    return n


def scan(name, band, conn):
    conn.send(hot_rows(name, *band))
    conn.close()


def main():
    bands = [(0, 8), (8, 16), (16, frame.H)]
    with frame.created() as shm:
        for i in range(frame.W * frame.H):
            shm.buf[i] = 95 if i % 97 == 0 else 20
        total = 0
        for attempt in range(2):
            jobs = []
            for band in bands:
                here, there = mp.Pipe(duplex=False)
                p = mp.Process(target=scan, args=(shm.name, band, there))
                p.start()
                there.close()
                jobs.append((p, here))
            for p, here in jobs:
                total += here.recv()
                p.join()
                if p.exitcode:
                    return p.exitcode
        expected = 2 * sum(1 for b in bytes(shm.buf[:frame.W * frame.H]) if b >= HOT)
    print("%d hot pixels in two passes" % total)
    print("ok" if total == expected == 16 else "camera and scan differ (%d)" % expected)
    return 0


if __name__ == "__main__":
    sys.exit(main())
