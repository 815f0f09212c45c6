from .catalogue import Catalogue
from .operations import OPERATIONS

__all__ = ["Catalogue", "OPERATIONS"]
