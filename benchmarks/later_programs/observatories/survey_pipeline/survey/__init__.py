"""A survey of the sky, field by field."""

__version__ = "1.2"
