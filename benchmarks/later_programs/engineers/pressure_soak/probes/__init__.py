from .pirani import Pirani
from .spinning import SpinningRotor

REGISTRY = {cls.kind: cls for cls in (Pirani, SpinningRotor)}
