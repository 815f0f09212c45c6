from .readers import ChapterReader
from .run import Census

__all__ = ["Census", "ChapterReader"]
