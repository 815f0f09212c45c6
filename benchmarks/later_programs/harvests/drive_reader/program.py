"""Read all drives of the line; one that fails is reported and left out."""

from multiprocessing import Pool

from faults import DriveFault, Unknown

SPEEDS = {1: 1450, 2: 0, 3: 980}


def speed(drive):
    if drive not in SPEEDS:
        raise Unknown(drive)
    if not SPEEDS[drive]:
        raise DriveFault(drive, 0x1F)
    return SPEEDS[drive]


def scan(drives):
    good, bad = {}, {}
    with Pool(2) as pool:
        pending = {drive: pool.apply_async(speed, (drive,)) for drive in drives}
        for drive, result in pending.items():
            try:
                good[drive] = result.get()
            except DriveFault as fault:
                bad[fault.drive] = str(fault)
            except Unknown as problem:
                bad[problem.drive] = "unknown"
    return good, bad


if __name__ == "__main__":
    good, bad = scan([1, 2, 3, 4])
    assert good == {1: 1450, 3: 980}
    assert bad == {2: "drive 2: fault 0x1f", 4: "unknown"}, bad
    print("ok")
