limits = {}


def adopt(table):
    global unit
    limits.update(table)
    unit = "C" if max(table.values()) < 40 else "F"


def judge(sample):
    tank, degrees = sample
    return tank, degrees > limits[tank], "%.1f %s" % (degrees, unit)
