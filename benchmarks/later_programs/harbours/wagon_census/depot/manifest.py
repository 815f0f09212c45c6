class Manifest:
    """The list of wagons that the yard office exports every night."""

    def __init__(self, path):
        self.path = path
        self.lines = open(path)
        self.columns = self.lines.readline().rstrip("\n").split(",")

    def rows(self):
        for line in self.lines:
            yield dict(zip(self.columns, line.rstrip("\n").split(",")))

    def count(self, kind, answers):
        number = sum(1 for row in self.rows() if row.get("class") == kind)
        answers.put((kind, number))

    def close(self):
        self.lines.close()
