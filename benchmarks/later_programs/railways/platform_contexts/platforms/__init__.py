from .contexts import ContextFactory
from .occupation import Occupation, Track

__all__ = ["ContextFactory", "Occupation", "Track"]
