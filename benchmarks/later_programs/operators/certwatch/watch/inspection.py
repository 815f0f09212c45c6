"""What is done with one certificate."""
import datetime

from .errors import Expiring, Malformed, Unreachable

WARN_DAYS = 14


def read_fields(path, tries=3):
    for attempt in range(1, tries + 1):
        try:
            text = path.read_text(encoding="ascii")
        except FileNotFoundError as error:
            if attempt == tries:
                raise Unreachable(error.errno, str(path), tries=tries) from None
        else:
            return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def inspect(path, today):
    fields = read_fields(path)
    subject = fields.get("subject", path.stem)
    for name in ("subject", "notAfter"):
        if name not in fields:
            raise Malformed(subject=subject, missing=name)
    days = (datetime.date.fromisoformat(fields["notAfter"]) - today).days
    if days < WARN_DAYS:
        raise Expiring(subject=subject, days=days)
    return days
