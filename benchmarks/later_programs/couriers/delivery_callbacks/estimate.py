def minutes(distance: int, speed: int) -> int:
    if speed <= 0:
        raise ValueError(f"speed {speed}")
    return distance * 60 // speed
