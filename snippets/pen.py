# %% setup
# Needs: pip install tensorflow matplotlib
from itertools import product

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

# %% data
(images, labels), (test_images, y_test) = keras.datasets.mnist.load_data()
x, y = np.float32(images[:20000] / 255), labels[:20000]
x_test = np.float32(test_images / 255)
print("to learn from:", x.shape, "new:", x_test.shape)


# %% printed
def printed(digit, face):
    outline = TextPath((0, 0), str(digit), size=20, prop=face)
    low, high = outline.vertices.min(axis=0), outline.vertices.max(axis=0)
    fine = (np.arange(84) - 41.5) / 3 * (high - low).max() / 20
    (across, down), (middle, height) = np.meshgrid(fine, fine), (low + high) / 2
    points = np.stack([middle + across, height - down], axis=-1).reshape(-1, 2)
    inside = [Path(line).contains_points(points) for line in outline.to_polygons()]
    ink = np.logical_xor.reduce(inside).reshape(28, 3, 28, 3)
    return centered(np.float32(ink.mean(axis=(1, 3))))


# %% centered
def centered(picture):
    for axis in (0, 1):
        center = picture.sum(axis=1 - axis) @ np.arange(28) / picture.sum()
        picture = np.roll(picture, round(13.5 - center), axis)
    return picture


# %% faces
styles = {"weight": ("normal", "bold"), "style": ("normal", "italic")}
choices = [dict(zip(styles, choice)) for choice in product(*styles.values())]
families = ("DejaVu Sans", "DejaVu Sans Mono", "STIXGeneral")
known = [FontProperties(family=f, **choice) for f in families for choice in choices]
unknown = [FontProperties(family="DejaVu Serif", **choice) for choice in choices]
unknown += [FontProperties(family=f) for f in ("cmr10", "cmss10", "cmtt10", "cmb10")]


def collected(faces):
    x = [printed(digit, face) for face in faces for digit in range(10)]
    return np.array(x), np.tile(np.arange(10), len(faces))


(x_known, y_known), (x_print, y_print) = collected(known), collected(unknown)
print("printed, to learn from:", x_known.shape, "new:", x_print.shape)


# %% look
def look(*rows):
    axes = plt.subplots(len(rows), figsize=(6.4, 0.75 * len(rows)))[1]
    for row, ax in zip(rows, axes):
        ax.imshow(np.hstack(row), cmap="gray_r", vmin=0, vmax=1)
        ax.axis("off")
    plt.show()


written = [x_test[np.flatnonzero(y_test == digit)[0]] for digit in range(10)]
look(written, x_print[:10], x_print[50:60])


# %% wave
def wave(random, line):
    def draw(low, high):
        return np.float32(random.uniform(low, high, (len(line), 1, 1)))

    return draw(-1.2, 1.2) * np.sin(draw(0.1, 0.35) * line + draw(-3, 3))


# %% sample
def sample(pictures, row, column):
    """The ink between four pixels, as it mixes there."""
    above, left = row.astype(int), column.astype(int)
    low, right = row - above, column - left
    ink, place = pictures.ravel(), 28 * above + left
    place += 784 * np.arange(len(pictures))[:, None, None]
    upper = (1 - right) * ink[place] + right * ink[place + 1]
    lower = (1 - right) * ink[place + 28] + right * ink[place + 29]
    return (1 - low) * upper + low * lower


# %% bold
def bold(pictures):
    sides = [np.roll(pictures, step, axis) for step in (-1, 1) for axis in (1, 2)]
    return np.max([pictures, *sides], axis=0)


# %% changed
def changed(pictures, random):
    def draw(low, high):
        return np.float32(random.uniform(low, high, (len(pictures), 1, 1)))

    pictures = pictures + draw(0, 1) * (bold(bold(pictures)) - pictures)
    row, column = np.float32(np.mgrid[:28, :28] - 13.5)
    turn, slant = draw(-0.2, 0.2), draw(-0.3, 0.3)
    size, wide = draw(0.8, 1.2), draw(0.7, 1.4)
    down = size * (np.cos(turn) * row - np.sin(turn) * column)
    across = size * wide * (np.cos(turn) * column + np.sin(turn) * row + slant * row)
    row = 13.5 + down + wave(random, down) + wave(random, across) + draw(-1.5, 1.5)
    column = 13.5 + across + wave(random, down) + wave(random, across) + draw(-1.5, 1.5)
    return sample(pictures, row.clip(0, 26.99), column.clip(0, 26.99))


# %% look_changed
eight = np.repeat(written[5][None], 10, axis=0)
look(changed(eight, np.random.default_rng(1)), changed(eight, np.random.default_rng(2)))


# %% train
def train(seed, x, y, change=None, epochs=6):
    keras.utils.set_random_seed(seed)
    random, layers = np.random.default_rng(seed), keras.layers
    net = keras.Sequential([keras.Input((28, 28, 1))])
    net.add(layers.Conv2D(16, 5, 2, padding="same", activation="relu"))
    net.add(layers.Conv2D(32, 3, padding="same", activation="relu"))
    net.add(layers.MaxPooling2D(2))
    net.add(layers.Flatten())
    net.add(layers.Dense(10, activation="softmax"))
    pace = keras.optimizers.schedules.CosineDecay(0.003, 100 * epochs)
    net.compile(keras.optimizers.Adam(pace), "sparse_categorical_crossentropy")
    for _ in range(epochs):
        chosen = random.permutation(len(x))[:10000]
        pictures = change(x[chosen], random) if change else x[chosen]
        net.fit(pictures[..., None], y[chosen], batch_size=100, verbose=0)
    return net


# %% recipes
x_both = np.concatenate([x, np.tile(x_known, (40, 1, 1))])
y_both = np.concatenate([y, np.tile(y_known, 40)])
recipes = {
    "written": (x, y),
    "changed": (x, y, changed),
    "and printed": (x_both, y_both, changed),
}
nets = {}
for name, given in recipes.items():
    nets[name] = [train(seed, *given) for seed in (1, 2)]

# %% tests
random = np.random.default_rng(3)
tests = {
    "written": (x_test, y_test),
    "changed": (changed(x_test, random), y_test),
    "printed": (changed(np.tile(x_print, (10, 1, 1)), random), np.tile(y_print, 10)),
}


# %% right
def right(net, x, y):
    return float((np.asarray(net(x[..., None])).argmax(axis=1) == y).mean())


scores = {}
print("learned from", *(f"{name:>14}" for name in tests))
for name, pair in nets.items():
    scores[name] = {test: [right(net, *tests[test]) for net in pair] for test in tests}
    rows = scores[name].values()
    print(f"{name:12}", *("{:7.1%} {:6.1%}".format(*row) for row in rows))

# %% right_drawn
for color, (name, score) in zip(("C3", "C1", "C0"), scores.items()):
    means = [np.mean(row) for row in score.values()]
    plt.plot(means, [2, 1, 0], "o-", color=color)
    plt.text(means[-1], -0.25, name, color=color, ha="center", va="top")
plt.axis((0.5, 1.02, -0.7, 2.3))
plt.xlabel("read correctly")
plt.yticks([2, 1, 0], ["written", "written,\nchanged", "printed,\nchanged"])
plt.gca().xaxis.set_major_formatter("{x:.0%}")
plt.show()

# %% aside
moved = np.roll(x_test, 5, axis=2)
aside = {}
for name, pair in nets.items():
    aside[name] = [right(net, moved, y_test) for net in pair]
    print("{:12} 5 pixels aside: {:.1%} {:.1%}".format(name, *aside[name]))

# %% reader tags=["hide"]
from weave.engine import kept, networks  # noqa: E402

networks.show(networks.describe(nets["and printed"][0], outputs="0123456789"))
kept.keep(nets["and printed"][0], np.concatenate([x_test[:60], x_print[:50]])[..., None])
