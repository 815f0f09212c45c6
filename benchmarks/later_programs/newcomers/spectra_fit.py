"""Fit the continuum of calibration spectra and list the lines that stand out.

Exported from the practical's notebook, cell by cell.
"""
# %% setup
from collections import namedtuple
from multiprocessing import Pool

Spectrum = namedtuple("Spectrum", "star wavelengths fluxes")

if __name__ == "__main__":
    workers = Pool(processes=2)

# %% data
LINES = {"vega": {486, 656}, "sirius": {434, 486, 656}, "sun": {589}}


def synthetic(star):
    wavelengths = range(400, 700)
    fluxes = [1.0 + w / 1000 - (0.6 if w in LINES[star] else 0.0) for w in wavelengths]
    return Spectrum(star, list(wavelengths), fluxes)


# %% fit
def straight_line(xs, ys):
    n = len(xs)
    mx, my = sum(xs) / n, sum(ys) / n
    slope = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
    return slope, my - slope * mx


def absorption_lines(spectrum):
    slope, offset = straight_line(spectrum.wavelengths, spectrum.fluxes)
    return spectrum.star, {
        w for w, f in zip(spectrum.wavelengths, spectrum.fluxes) if f < slope * w + offset - 0.3
    }


# %% run
if __name__ == "__main__":
    spectra = [synthetic(star) for star in LINES]
    with workers:
        fitted = dict(workers.map(absorption_lines, spectra))
    for star, lines in fitted.items():
        print(star, sorted(lines))
    assert fitted == LINES
    print("ok")
