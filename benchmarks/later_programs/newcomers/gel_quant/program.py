"""Quantify the bands of Tuesday's western blot and normalise them to actin."""
from densitometry import Lane, quantify_all

PROFILES = """
control  2 2 3 9 14 9 3 2 2 2 2
dose-10  2 2 3 7 10 7 3 2 2 2 2
dose-50  2 2 2 4  6 4 2 2 2 2 2
actin    2 2 3 9 14 9 3 2 2 2 2
"""


def parse(text):
    for line in text.strip().splitlines():
        label, *values = line.split()
        yield Lane(label, tuple(float(v) for v in values))


def normalise(bands, reference):
    by_label = {band.label: band.area for band in bands}
    divisor = by_label.pop(reference)
    return {label: round(area / divisor, 3) for label, area in by_label.items()}


lanes = list(parse(PROFILES))
bands = quantify_all(lanes)
ratios = normalise(bands, reference="actin")
for label, ratio in ratios.items():
    print(f"{label:10} {ratio:6.3f}")
assert ratios["control"] == 1.0
print("ok")
