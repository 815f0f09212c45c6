from .base import Stage


class ChapterReader(Stage):
    def __init__(self, title, chapters):
        super().__init__(name=title)
        self.title = title
        self.chapters = chapters

    def produce(self):
        for number in range(self.chapters):
            yield (self.title, number), {"w%d" % k: k + number for k in range(3000)}
