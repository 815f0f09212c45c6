from concurrent.futures import ProcessPoolExecutor


def over(function, items, *, width=2):
    """``{item: function(item)}``, worked out side by side."""
    items = list(items)
    with ProcessPoolExecutor(width) as executor:
        return dict(zip(items, executor.map(function, items)))
