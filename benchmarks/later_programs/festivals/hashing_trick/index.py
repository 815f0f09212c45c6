"""An index of documents by hashed features."""

from multiprocessing import get_context

from vectorise import HashingVectoriser, cosine


class Index:
    def __init__(self, vectoriser=None, workers=2):
        self.vectoriser = vectoriser or HashingVectoriser()
        self.workers = workers
        self.rows = []

    def build(self, documents):
        with get_context().Pool(self.workers) as pool:
            self.rows = pool.map(self.vectoriser.transform, documents)
        return self

    def nearest(self, query):
        wanted = self.vectoriser.transform(query)
        scores = [cosine(row, wanted) for row in self.rows]
        best = max(range(len(scores)), key=scores.__getitem__)
        return best, scores[best]
