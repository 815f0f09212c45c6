"""What the user may choose."""

from dataclasses import dataclass, fields


@dataclass
class Settings:
    faintest: float = 6.0
    zone_width: float = 15.0

    def read(self, values):
        for field in fields(self):
            if field.name in values:
                setattr(self, field.name, field.type(values[field.name]))


settings = Settings()
