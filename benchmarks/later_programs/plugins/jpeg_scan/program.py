"""Scans a batch of images and reports the first damaged one."""
import multiprocessing

import markers
from errors import ScanError

SOUND = [
    ("cat.jpg", b"\xff\xd8\xff\xe0\xff\xdb\xff\xda\xff\xd9"),
    ("dog.jpg", b"\xff\xd8\xff\xdb\xff\xda\xff\xd9"),
]
DAMAGED = ("old.jpg", b"\xff\xd8\xff\x33\xff\xd9")


def scan_batch(batch):
    with multiprocessing.Pool(2) as pool:
        try:
            found = dict(pool.map(markers.scan, batch))
        except ScanError as error:
            return error.exit_code, str(error)
    return 0, found


def main():
    code, found = scan_batch(SOUND)
    assert code == 0 and found["dog.jpg"][1] == "DQT"
    code, message = scan_batch([*SOUND, DAMAGED])
    print("ok" if code == 4 and "0x33 at offset 2" in message else "wrong")


if __name__ == "__main__":
    main()
