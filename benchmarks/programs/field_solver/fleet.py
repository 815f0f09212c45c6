class Fleet:
    """Processes that all answer through one queue."""

    def __init__(self, context, results):
        self.context = context
        self.results = results
        self.processes = []

    def launch(self, function, *arguments):
        process = self.context.Process(target=function, args=(*arguments, self.results))
        process.start()
        self.processes.append(process)

    def finish(self):
        for process in self.processes:
            process.join()
            if process.exitcode != 0:
                raise RuntimeError(f"{process.name} ended with {process.exitcode}")
        return [self.results.get() for _ in self.processes]
