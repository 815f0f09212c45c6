"""Options of the feature extraction, in one object that all modules share."""

from dataclasses import dataclass, fields


@dataclass
class Options:
    sizes: tuple = (1,)
    lowercase: bool = False
    min_length: int = 1

    def apply(self, namespace):
        """Take what the command line gave."""
        for field in fields(self):
            value = getattr(namespace, field.name, None)
            if value is not None:
                setattr(self, field.name, value)


options = Options()
