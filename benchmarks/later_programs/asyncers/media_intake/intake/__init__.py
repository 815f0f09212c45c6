"""Intake of uploaded media: probing in threads, transcoding in processes."""
