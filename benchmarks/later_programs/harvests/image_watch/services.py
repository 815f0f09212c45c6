"""Services: processes that go away with the program."""

import multiprocessing


class Service(multiprocessing.Process):
    def __init__(self, **options):
        options.setdefault("daemon", True)
        super().__init__(**options)

    def run(self):
        self.serve()

    def serve(self):
        raise NotImplementedError
