"""Convert raw bridge counts of the strain gauges to microstrain, in parallel."""
from multiprocessing import Pool

GAUGE_FACTORS = {
    "wing_root": (2.08, 0.0031),
    "spar_upper": (2.11, 0.0030),
    "spar_lower": (2.11, 0.0029),
}
EXCITATION_V = 5.0

_cal = {}


class CalibrationError(RuntimeError):
    pass


def attach_calibration(bridge, full_scale):
    if full_scale > 2 ** 15:
        raise CalibrationError("full scale of the 16 bit converter is 32768 counts")
    factor, offset = GAUGE_FACTORS[bridge]
    _cal.update(factor=factor, offset=offset, full_scale=full_scale)


def to_microstrain(counts):
    ratio = counts / _cal["full_scale"] - _cal["offset"]
    return 4e6 * ratio / (_cal["factor"] * EXCITATION_V)


def convert(bridge, records, processes=2):
    with Pool(processes, initializer=attach_calibration, initargs=(bridge, 65536)) as pool:
        return pool.map(to_microstrain, records, chunksize=50)


def synthetic_record(length):
    return [(n * 7919) % 1200 - 600 for n in range(length)]


def main():
    record = synthetic_record(400)
    strains = convert("spar_upper", record)
    print(f"{len(strains)} samples, peak {max(strains):.1f} ustrain")
    print("ok" if len(strains) == len(record) else "short record")


if __name__ == "__main__":
    main()
