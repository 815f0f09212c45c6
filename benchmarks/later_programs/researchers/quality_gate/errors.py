class QualityError(Exception):
    """A sequencing run that does not meet the standard."""

    def __init__(self, sample, score, threshold):
        super().__init__(sample, score, threshold)
        self.sample = sample
        self.score = score
        self.threshold = threshold

    def __str__(self):
        return f"{self.sample}: mean quality {self.score:.1f} is below {self.threshold}"


class ContaminationError(QualityError):
    """Too many reads of another organism."""

    def __init__(self, sample, share, *, organism="unknown"):
        super().__init__(sample, share, 0.05)
        self.organism = organism

    def __reduce__(self):
        return _rebuild, (self.sample, self.score, self.organism)


def _rebuild(sample, share, organism):
    return ContaminationError(sample, share, organism=organism)
