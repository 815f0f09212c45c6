class SlicingError(Exception):
    """Base of all that can go wrong with a part."""


class OpenContourError(SlicingError):
    def __init__(self, part, layer, gap):
        super().__init__(f"{part}: contour of layer {layer} is open by {gap:.2f} mm")
        self.part = part
        self.layer = layer
        self.gap = gap
