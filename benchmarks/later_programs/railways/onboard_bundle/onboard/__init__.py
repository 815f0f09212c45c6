"""Building of the script bundle that is loaded into the driver displays."""
from .bundle import Bundle, BundleBuilder
from .staging import StagingArea

__all__ = ["Bundle", "BundleBuilder", "StagingArea"]
