"""Labels for the objects of a collection."""

__version__ = "2.4.0"
