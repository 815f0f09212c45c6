"""Quantities, and how each kind of them is written.  Kinds register as they are defined, wherever this is imported."""

from dataclasses import dataclass
from functools import singledispatch


@singledispatch
def written(value: object) -> str:
    raise NotImplementedError(f"no spelling of {type(value).__name__}")


@dataclass(frozen=True)
class Mass:
    kilograms: float


@dataclass(frozen=True)
class Heat:
    celsius: float


@written.register(Mass)
def _mass(value: Mass) -> str:
    return f"{value.kilograms:.1f} kg"


@written.register(Heat)
def _heat(value: Heat) -> str:
    return f"{value.celsius:.0f} degC"


KINDS = {}


def kind(name):
    def register(cls):
        KINDS[name] = cls
        return cls

    return register


kind("mass")(Mass)
kind("heat")(Heat)
