"""A toy slicer: solids in, layers of perimeters out."""
from .errors import OpenContourError, SlicingError
from .layers import slice_part

__all__ = ["OpenContourError", "SlicingError", "slice_part"]
