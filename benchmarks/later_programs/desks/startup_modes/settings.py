"""What a process of the run has to have in place before it computes."""
import decimal
import logging
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    precision: int = 12
    rounding: str = decimal.ROUND_HALF_EVEN
    verbose: bool = False


_active = None


def install(settings: Settings) -> None:
    global _active
    _active = settings
    decimal.setcontext(decimal.Context(prec=settings.precision, rounding=settings.rounding))
    logging.basicConfig(level=logging.INFO if settings.verbose else logging.WARNING)
    if sys.platform in ("win32", "darwin"):
        logging.getLogger("settings").debug("desktop run")


def active() -> Settings:
    if _active is None:
        raise RuntimeError("settings are not installed")
    return _active
