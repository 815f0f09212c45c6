"""Rules about parallelism that gains nothing: MP8xx."""
