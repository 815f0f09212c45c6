class TravelLight:
    """What a class lists in `heavy` stays at home when it is copied."""

    heavy = ()

    def __getstate__(self):
        state = dict(self.__dict__)
        for name in self.heavy:
            state.pop(name, None)
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.unpack()

    def unpack(self):
        pass
