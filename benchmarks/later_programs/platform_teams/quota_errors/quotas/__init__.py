from .errors import QuotaExceeded, QuotaUnknown
from .service import reserve

__all__ = ["QuotaExceeded", "QuotaUnknown", "reserve"]
