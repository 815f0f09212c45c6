def orientation(width, height, flag):
    if flag in (5, 6, 7, 8):
        width, height = height, width
    return "portrait" if height > width else "landscape"


def fake_album(shelf, size):
    return [(4000, 3000 if n % 3 else 6000, 1 + (n * 7 + shelf) % 8) for n in range(size)]
