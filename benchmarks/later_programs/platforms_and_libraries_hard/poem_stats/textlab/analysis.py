class Analysis:
    def __init__(self, worker):
        self.worker = worker

    def over(self, pool, lines):
        timed = pool.map(self.worker, lines)
        return [result for _, result in timed], sum(seconds for seconds, _ in timed)


ANALYSES = {}
