"""What is known of an image."""

from store import Store


class BrightnessIndexer(Store):
    def __init__(self, path, scale=7):
        super().__init__(path)
        self.scale = scale

    def measure(self, name):
        return name, sum(map(ord, name)) * self.scale % 256

    def count(self):
        return self.ask("select count(*) from images")

    def brightest(self):
        return self.ask("select max(value) from images")
