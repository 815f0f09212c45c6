from .query import lookup
from .tables import CHECKSUMS

__all__ = ["CHECKSUMS", "lookup"]
