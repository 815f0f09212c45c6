NAME = "invert"


def apply(pixels):
    return [255 - value for value in pixels]
