from dataclasses import dataclass


@dataclass(frozen=True)
class Phantom:
    """A slab of one material, thickness in cm and attenuation in 1/cm."""

    name: str
    thickness: float
    mu: float

    def depth_bin(self, depth: float, bins: int) -> int:
        return min(int(depth / self.thickness * bins), bins - 1)
