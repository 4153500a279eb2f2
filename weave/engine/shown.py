"""What a cell has shown and nobody has taken yet: plots and drawings of networks, in their order."""

from typing import Any, NamedTuple


class Plot(NamedTuple):
    """A figure of Matplotlib, as it draws it."""

    svg: str


class Network(NamedTuple):
    """The description of a network, which the drawing module draws."""

    description: dict[str, Any]


waiting: list[Plot | Network] = []


def take() -> list[Plot | Network]:
    """All that was shown since the last call."""
    taken = waiting.copy()
    waiting.clear()
    return taken
