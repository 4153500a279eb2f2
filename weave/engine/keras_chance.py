"""Keras draws a seed wherever it is given none, often for numbers that nobody ever uses: what counts is their use.

Layers start with random numbers, which a listing may replace before it goes on (`load_weights`); a folder of images
gets a seed even if it is not shuffled. So a seed that Keras draws by itself is marked; its use is what is refused.
"""

import sys
from collections.abc import Callable
from typing import Any

DRAWS = "keras.src.utils."  # modules that draw a seed from np.random for what may not be shuffled


class Unseeded(int):
    """A seed that nobody has set."""


class KerasChance:
    """Follows the seeds that Keras draws by itself.

    `seeded` knows whether one was set, `here` the line of the listing; `tell` hears of the line where one was used.
    """

    def __init__(self, seeded: Callable[[], bool], here: Callable[[], int], tell: Callable[[int], None]) -> None:
        self.seeded, self.here, self.tell = seeded, here, tell
        self.started: dict[
            int, tuple[Any, int]
        ] = {}  # id -> a variable that has started with such numbers, and the line
        self.starting = False
        self.used = 0

    def install(self, _keras: Any) -> None:
        """Take the place of what draws and of what uses seeds."""
        from keras.src.backend.tensorflow.core import Variable
        from keras.src.random import seed_generator

        self.seeds(seed_generator)
        self.generators(seed_generator.SeedGenerator)
        self.variables(Variable)

    def seeds(self, module: Any) -> None:
        make, draw = module.make_default_seed, module.draw_seed

        def make_default_seed() -> int:
            return int(make()) if self.seeded() else Unseeded(1)

        def draw_seed(seed: Any) -> Any:
            if isinstance(seed, Unseeded):
                self.use()
            return draw(seed)

        for other in list(sys.modules.values()):
            for name, value in (("make_default_seed", make), ("draw_seed", draw)):
                if vars(other).get(name) is value:
                    setattr(other, name, {make: make_default_seed, draw: draw_seed}[value])

    def generators(self, kind: Any) -> None:
        begin, following = kind.__init__, kind.next

        def __init__(generator: Any, seed: Any = None, *arguments: Any, **options: Any) -> None:
            generator.unseeded = isinstance(seed, Unseeded) or (seed is None and not self.seeded())
            begin(generator, seed, *arguments, **options)

        def next(generator: Any, *arguments: Any, **options: Any) -> Any:
            if generator.unseeded:
                self.use()
            return following(generator, *arguments, **options)

        kind.__init__, kind.next = __init__, next

    def variables(self, kind: Any) -> None:
        start, assign = kind._initialize_with_initializer, kind.assign

        def _initialize_with_initializer(variable: Any, initializer: Any) -> None:
            self.starting, self.used = True, 0
            try:
                start(variable, initializer)
            finally:
                self.starting = False
            if self.used:
                self.started[id(variable)] = variable, self.used

        def assigned(variable: Any, *arguments: Any, **options: Any) -> Any:
            self.started.pop(id(variable), None)
            return assign(variable, *arguments, **options)

        kind._initialize_with_initializer, kind.assign = _initialize_with_initializer, assigned

    def use(self) -> None:
        """A number is drawn with a seed that nobody has set: for a variable to start with, or for the listing."""
        if self.starting:
            self.used = self.here()
        else:
            self.tell(self.here())

    def check(self) -> None:
        """At the end of a cell, tell of the variables that were given no other numbers than those they started with."""
        for _, line in self.started.values():
            self.tell(line)
        self.started.clear()
