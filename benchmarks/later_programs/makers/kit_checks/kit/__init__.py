from .checks import check
from .errors import CatalogueError, KitError, MissingPart, WrongColour

__all__ = ["CatalogueError", "KitError", "MissingPart", "WrongColour", "check"]
