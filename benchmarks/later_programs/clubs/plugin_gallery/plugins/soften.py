NAME = "soften"


def apply(pixels):
    mean = sum(pixels) / len(pixels)
    return [round((value + mean) / 2) for value in pixels]
