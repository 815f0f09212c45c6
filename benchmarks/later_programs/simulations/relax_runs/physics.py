"""Relaxation of a damped oscillator towards its rest position."""
import math


def settling_time(mass, damping, stiffness, tolerance=0.01):
    """Time after which the under-damped envelope stays below the tolerance."""
    ratio = damping / (2.0 * math.sqrt(mass * stiffness))
    natural = math.sqrt(stiffness / mass)
    return -math.log(tolerance * math.sqrt(1.0 - ratio * ratio)) / (ratio * natural)


def write_run(folder, label, mass, damping, stiffness):
    value = settling_time(mass, damping, stiffness)
    (folder / f"{label}.txt").write_text(f"{value!r}\n", encoding="ascii")
