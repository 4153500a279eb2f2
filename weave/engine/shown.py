"""What a cell has shown or kept and nobody has taken yet: plots, drawings of networks, networks, in their order."""

from typing import Any, NamedTuple


class Plot(NamedTuple):
    """A figure of Matplotlib, as it draws it."""

    svg: str


class Network(NamedTuple):
    """The description of a network, which the drawing module draws."""

    description: dict[str, Any]


class Kept(NamedTuple):
    """A network that a page keeps alive (kept.py); `inputs` and `answers` are arrays, a row for each example."""

    network: dict[str, Any]
    inputs: Any
    answers: Any


waiting: list[Plot | Network | Kept] = []


def take() -> list[Plot | Network | Kept]:
    """All that was shown or kept since the last call."""
    taken = waiting.copy()
    waiting.clear()
    return taken
