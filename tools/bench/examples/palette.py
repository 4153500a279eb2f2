"""The module that an example imports; no example itself."""

COUNT = 2710


def shades(number: int) -> list[tuple[float, float, float]]:
    """Colors from blue to green, evenly spaced."""
    return [(0.1, place / number, 1 - place / number) for place in range(number)]
