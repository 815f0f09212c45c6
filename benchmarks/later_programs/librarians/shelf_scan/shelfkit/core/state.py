"""Objects some of whose attributes belong to one process only."""


class Transient:
    """Attributes named in `transient` (of any class in the MRO) stay behind when a copy travels."""

    transient = ()

    def __getstate__(self):
        left_out = {name for cls in type(self).__mro__ for name in vars(cls).get("transient", ())}
        return {name: value for name, value in vars(self).items() if name not in left_out}

    def __getattr__(self, name):
        if any(name in vars(cls).get("transient", ()) for cls in type(self).__mro__):
            return None
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
