"""A Heitler cascade: every interaction length, a particle becomes two."""
import enum
from collections import namedtuple
from typing import NamedTuple

import numpy as np

Particle = enum.Enum("Particle", "PHOTON ELECTRON POSITRON")
Layer = namedtuple("Layer", ["depth", "count", "energy"])

CRITICAL_MEV = 85.0


class Shower(NamedTuple):
    primary: Particle
    energy: float
    layers: tuple

    @property
    def maximum(self):
        return max(self.layers, key=lambda layer: layer.count)


def develop(seed, primary, energy, depths=25):
    """Follow one shower through the atmosphere, layer by layer."""
    rng = np.random.default_rng(seed)
    energies = np.array([energy])
    layers = []
    for depth in range(depths):
        layers.append(Layer(depth, energies.size, float(energies.sum())))
        split = energies > CRITICAL_MEV
        share = rng.uniform(0.3, 0.7, size=int(split.sum()))
        parents = energies[split]
        survivors = energies[~split & (rng.random(energies.size) > 0.3)]
        energies = np.concatenate([parents * share, parents * (1 - share), survivors])
        if energies.size == 0:
            break
    return Shower(primary, energy, tuple(layers))
