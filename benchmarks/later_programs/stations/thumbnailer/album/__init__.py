"""Pictures as plain PPM files."""
