"""MP4xx: life cycle and deadlock: starting, feeding, joining and ending processes and pools."""
