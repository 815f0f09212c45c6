"""Messages between the reader and the counters."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Sentence:
    number: int
    text: str

    def words(self):
        return self.text.lower().split()


END_OF_CORPUS = Sentence(-1, "")
