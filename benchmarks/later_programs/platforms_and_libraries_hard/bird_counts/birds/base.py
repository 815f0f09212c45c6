import multiprocessing


class Board:
    """Context manager around a manager process and the entries kept there."""

    def __init__(self, context=None):
        self.context = context or multiprocessing.get_context()

    def __enter__(self):
        self.manager = self.context.Manager()
        self.entries = self.manager.dict()
        self.prepare()
        return self

    def __exit__(self, *exc_info):
        self.manager.shutdown()

    def prepare(self):
        raise NotImplementedError
