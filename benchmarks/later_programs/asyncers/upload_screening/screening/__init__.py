"""Checks that every uploaded file passes before it is stored."""
from .checks import Upload, verdict

__all__ = ["Upload", "verdict"]
