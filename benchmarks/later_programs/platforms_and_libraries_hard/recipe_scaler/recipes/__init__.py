from .errors import RecipeError, UnknownUnit
from .scaling import grams

__all__ = ["RecipeError", "UnknownUnit", "grams"]
