"""Defaults of the analysis; the command line may override them."""

N_RESAMPLES = 300
CONFIDENCE = 0.95
BASELINE_MS = (-200, 0)
