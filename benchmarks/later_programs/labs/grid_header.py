"""Relaxation of a plate whose coefficients are described by a C structure.

The structure is the one of our Fortran library's iso_c_binding interface.
"""
import ctypes
import multiprocessing as mp
import sys
from ctypes import POINTER, c_double, c_int


class PlateHeader(ctypes.Structure):
    _fields_ = [
        ("nx", c_int),
        ("ny", c_int),
        ("conductivity", POINTER(c_double)),
    ]


def build_header(nx, ny):
    cells = (c_double * (nx * ny))(*(1.0 + 0.01 * k for k in range(nx * ny)))
    header = mp.Value(PlateHeader, nx, ny, cells)
    return header, cells


def row_flux(header, rows, sums):
    """Weighted flux through the given rows."""
    plate = header.get_obj()
    nx = plate.nx
    for row in rows:
        start = row * nx
        total = 0.0
        for k in range(start, start + nx):
            total += plate.conductivity[k] * (k - start)
        sums[row] = total


def run(nx=24, ny=12, workers=3):
    header, cells = build_header(nx, ny)
    sums = mp.RawArray(c_double, ny)
    team = []
    for rank in range(workers):
        rows = range(rank, ny, workers)
        team.append(mp.Process(target=row_flux, args=(header, rows, sums)))
    for process in team:
        process.start()
    for process in team:
        process.join()
    codes = [process.exitcode for process in team]
    if any(codes):
        sys.exit(f"flux workers ended with {codes}")
    reference = sum(cells[k] * (k % nx) for k in range(nx * ny))
    return list(sums), reference


def main():
    sums, reference = run()
    for row, value in enumerate(sums):
        print(f"row {row:2d}  {value:10.3f}")
    print(f"total {sum(sums):.3f}, serial {reference:.3f}")


if __name__ == "__main__":
    main()
