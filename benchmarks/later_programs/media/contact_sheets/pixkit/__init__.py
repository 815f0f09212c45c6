"""pixkit: small greyscale toolbox."""
from .frames import Frame, synth
from .sheets import contact

__all__ = ["Frame", "contact", "synth"]
__version__ = "2.3.1"
