from .archive import TileArchive
from .build import sample_path

ARCHIVE = TileArchive(sample_path())

__all__ = ["ARCHIVE", "TileArchive"]
