from .analysis import Analysis, ANALYSES
from .words import longest_word, vowel_share

ANALYSES.update(longest=Analysis(longest_word), vowels=Analysis(vowel_share))

__all__ = ["ANALYSES", "Analysis", "longest_word", "vowel_share"]
