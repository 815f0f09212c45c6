from .inspector import Inspector
from .wagons import Finding, Wagon

__all__ = ["Finding", "Inspector", "Wagon"]
