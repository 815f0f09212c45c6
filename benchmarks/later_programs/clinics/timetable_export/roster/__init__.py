"""Lessons, rooms and teachers of a school."""

from roster.model import Lesson
from roster.parallel import spread

__all__ = ["Lesson", "spread"]
