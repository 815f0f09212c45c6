"""Unfiltered back projection of a disc phantom."""
import numpy as np


def projection(size):
    t = np.linspace(-1.0, 1.0, size)
    return 2.0 * np.sqrt(np.clip(0.36 - t * t, 0.0, None))


def back_project(angles, size):
    axis = np.linspace(-1.0, 1.0, size)
    x, y = np.meshgrid(axis, axis)
    profile = projection(size)
    image = np.zeros((size, size))
    for angle in angles:
        t = x * np.cos(angle) + y * np.sin(angle)
        image += np.interp(t.ravel(), axis, profile).reshape(size, size)
    return image / len(angles)
