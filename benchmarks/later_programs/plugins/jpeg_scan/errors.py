"""Errors of the scanner."""


class ScanError(Exception):
    """Base of all errors of the scanner."""

    exit_code = 2


class TruncatedImage(ScanError):
    exit_code = 3


class BadMarker(ScanError):
    exit_code = 4

    def __init__(self, name, offset, marker):
        super().__init__(f"{name}: unexpected marker 0x{marker:02x} at offset {offset}")
        self.name = name
        self.offset = offset
        self.marker = marker
