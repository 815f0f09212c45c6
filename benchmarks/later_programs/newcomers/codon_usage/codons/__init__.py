"""Codon usage tables of the organisms in the course."""
from .tables import USAGE, most_used

__all__ = ["USAGE", "most_used"]
