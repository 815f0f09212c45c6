# convert the raw frames of last night, one process per camera
import json
import os
import tempfile
from multiprocessing import Process

HEADERS = {
    "cam_north": {"EXPTIME": 30.0, "GAIN": 1.8, "counts": [812, 799, 1044, 900]},
    "cam_south": {"EXPTIME": 30.0, "GAIN": 1.8, "counts": [640, 655, 702, 688]},
    # somebody swapped the firmware here
    "cam_zenith": {"EXPOSURE": 30.0, "GAIN": 2.1, "counts": [1500, 1490, 1612, 1533]},
}


def convert(raw_path, out_path):
    with open(raw_path) as f:
        raw = json.load(f)
    seconds = raw["EXPTIME"]
    flux = [c * raw["GAIN"] / seconds for c in raw["counts"]]
    with open(out_path, "w") as f:
        json.dump({"flux": flux, "seconds": seconds}, f)


def write_raw(folder):
    for cam, header in HEADERS.items():
        with open(os.path.join(folder, cam + ".raw"), "w") as f:
            json.dump(header, f)


def main():
    folder = tempfile.mkdtemp()
    write_raw(folder)
    procs = []
    for cam in HEADERS:
        raw = os.path.join(folder, cam + ".raw")
        out = os.path.join(folder, cam + ".flux")
        p = Process(target=convert, args=(raw, out))
        p.start()
        procs.append(p)
    for p in procs:
        p.join()
    print("converted", len(procs), "cameras")
    print("ok")


if __name__ == "__main__":
    main()
