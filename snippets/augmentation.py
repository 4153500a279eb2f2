# %% setup
# Needs: pip install tensorflow matplotlib pillow
from collections import Counter
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from PIL import Image


# %% load
def load(folder):
    found = []
    for path in sorted(Path(folder).glob("*.png")):
        number, _, font = path.stem.partition("_")
        with Image.open(path) as image:
            ink = 1 - np.asarray(image, dtype="float32")[..., None] / 255
        found.append((ink, number, font))
    return [np.array(column) for column in zip(*found)]


# %% data
folder = keras.utils.get_file(
    "letters",
    origin="http://localhost:8000/datasets/letters.zip",
    file_hash="3fb24b5cd4de714042845fef1f26dc915573cf648fcb3a0eef7d7af0ff399317",
    extract=True,
)
x, numbers, fonts = load(Path(folder) / "train")
classes = sorted(set(numbers))
y = np.array([classes.index(number) for number in numbers])
one_hot = np.eye(26)[y]
fold = np.unique(fonts, return_inverse=True)[1] % 5
print(len(set(fonts)), "fonts, the folds have", *np.bincount(fold), "letters")


# %% stroke
def stroke(ink, amount):
    """Thicker letters where the amount is positive, thinner where it is negative."""
    padded = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    places = (0, 1), (1, 0), (1, 1), (1, 2), (2, 1)
    near = [padded[:, row : row + 50, column : column + 50] for row, column in places]
    goal = np.where(amount > 0, np.max(near, axis=0), np.min(near, axis=0))
    return ink + abs(amount) * (goal - ink)


# %% sample
def sample(ink, row, column):
    """The ink at places between the pixels: a mean of the four around each."""
    row, column = np.clip(row, 0, 48.99), np.clip(column, 0, 48.99)
    i, j = row.astype(int), column.astype(int)
    corner = (50 * np.arange(len(ink))[:, None, None] + i) * 50 + j
    ink, down, right = ink.ravel(), row - i, column - j
    upper = (1 - right) * ink[corner] + right * ink[corner + 1]
    lower = (1 - right) * ink[corner + 50] + right * ink[corner + 51]
    return (1 - down) * upper + down * lower


# %% augment
def augment(images, random):
    def draw(low, high):
        return random.uniform(low, high, (len(images), 1, 1)).astype("float32")

    def wave(line):
        return draw(-2, 2) * np.sin(draw(0.06, 0.19) * line + draw(-3, 3))

    row, column = np.mgrid[:50, :50].astype("float32") - 24.5
    turn, size, narrow = draw(-0.2, 0.2), draw(0.85, 1.15), np.exp(draw(-0.2, 0.7))
    down = size * (np.cos(turn) * row - np.sin(turn) * column)
    lean = np.sin(turn) + draw(-0.2, 0.2)
    across = size * narrow * (np.cos(turn) * column + lean * row)
    row = 24.5 + down + wave(down) + wave(across) + draw(-3, 3)
    column = 24.5 + across + wave(down) + wave(across) + draw(-3, 3)
    return sample(stroke(images[..., 0], draw(-0.6, 0.6)), row, column)[..., None]


# %% letter
letter = int(np.flatnonzero((fonts == "coming-soon") & (y == 1))[0])
many = augment(np.repeat(x[[letter]], 24, axis=0), np.random.default_rng(1))
print(many.shape, "ink from", many.min().round(2), "to", many.max().round(2))


# %% look
fig, ax = plt.subplots(figsize=(6.4, 2.5))
table = many.reshape(3, 8, 50, 50).swapaxes(1, 2).reshape(150, 400)
ax.imshow(table, cmap=plt.get_cmap("gray_r", 8), vmin=0, vmax=1)
ax.axis("off")
plt.show()


# %% improved
def improved(normal=True):
    net = keras.Sequential([keras.Input((50, 50, 1))])
    for channels, kernel, stride in ((32, 5, 2), (64, 3, 1), (128, 3, 1)):
        options = {"strides": stride, "padding": "same", "use_bias": not normal}
        net.add(layers.Conv2D(channels, kernel, **options))
        if normal:
            net.add(layers.BatchNormalization(momentum=0.9))
        net.add(layers.ReLU())
        net.add(layers.MaxPooling2D(2, padding="same"))
    shares = layers.Dense(26, activation="softmax")
    for layer in (layers.Flatten(), layers.Dropout(0.5), shares):
        net.add(layer)
    return net


keras.utils.set_random_seed(1)
parameters = improved().count_params()
print(f"{parameters:,} parameters")


# %% learn
def learn(net, k, epochs, change=None):
    """Learn from all fonts but those of fold k, with new changes in each epoch."""
    pace = keras.optimizers.schedules.CosineDecay(0.002, decay_steps=epochs * 17)
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
    net.compile(keras.optimizers.Adam(pace), loss, steps_per_execution=17)
    random = np.random.default_rng(k)
    for _ in range(epochs):
        images = change(x[fold != k], random) if change else x[fold != k]
        net.fit(images, one_hot[fold != k], batch_size=32, verbose=0)


# %% recipes
recipes = {
    "full recipe": (True, augment),
    "no batch norm": (False, augment),
    "no augmentation": (True, None),
}
nets = {name: [] for name in recipes}
for name, (normal, change) in recipes.items():
    for k in range(3):
        keras.utils.set_random_seed(k + 1)
        net = improved(normal)
        learn(net, k, 60, change)
        nets[name].append(net)


# %% article
def article():
    net = keras.Sequential([keras.Input((50, 50, 1))])
    for channels, kernel, drop in ((32, 12, 0.25), (64, 6, 0.25), (128, 3, 0.4)):
        net.add(layers.Conv2D(channels, kernel, padding="same"))
        net.add(layers.LeakyReLU(negative_slope=0.1))
        net.add(layers.MaxPooling2D(2, padding="same"))
        net.add(layers.Dropout(drop))
    leaky = layers.LeakyReLU(negative_slope=0.1)
    shares = layers.Dense(26, activation="softmax")
    tail = layers.Flatten(), layers.Dense(128), leaky, layers.Dropout(0.3), shares
    for layer in tail:
        net.add(layer)
    return net


keras.utils.set_random_seed(1)
nets["the article's"] = [article()]
learn(nets["the article's"][0], 0, 40, augment)


# %% taken_away
def accuracy(net, x, y):
    return float((np.asarray(net(x)).argmax(axis=1) == y).mean())


apart = {}
for name, family in nets.items():
    parts = [(x[fold == k], y[fold == k]) for k in range(len(family))]
    apart[name] = [accuracy(net, *part) for net, part in zip(family, parts)]
    print(f"{name:16}", *(f"{share:6.1%}" for share in apart[name]))


# %% taken_away_drawn
for place, shares in enumerate(apart.values()):
    heights = -place - 0.15 * np.arange(len(shares))
    plt.plot(shares, heights, "o", color="C0" if place == 0 else "C3")
plt.yticks([-0.15, -1.15, -2.15, -3], apart)
plt.ylim(-3.5, 0.4)
plt.xticks([0.8, 0.85, 0.9, 0.95, 1], ["80%", "85%", "90%", "95%", "100%"])
plt.xlabel("read of the fonts kept apart")
plt.show()


# %% test
x_test, test_numbers, test_fonts = load(Path(folder) / "test")
y_test = np.array([classes.index(number) for number in test_numbers])
test = {name: [accuracy(net, x_test, y_test) for net in nets[name]] for name in nets}
for name, shares in test.items():
    print(f"{name:16}", *(f"{share:6.1%}" for share in shares))


# %% by_font
full = nets["full recipe"]
p = np.array([net(x_test) for net in full])
right = (p.argmax(axis=2) == y_test).mean(axis=0)
each = [(str(font), right[test_fonts == font]) for font in set(test_fonts)]
by_font = {font: float(read.mean()) for font, read in each}
for k in range(3):
    for font in set(fonts[fold == k]):
        mine = fonts == font
        by_font[str(font)] = accuracy(full[k], x[mine], y[mine])
ranked = sorted(by_font, key=lambda font: (by_font[font], font))
low, middle = by_font[ranked[0]], by_font[ranked[len(ranked) // 2]]
all_right = sum(share == 1 for share in by_font.values())
for font in ranked[:5]:
    print(f"{font:22} {by_font[font]:.1%}")
print(f"{len(ranked)} fonts, middle {middle:.1%}, {all_right} without a mistake")


# %% by_font_drawn
for unseen, color, height in ((True, "C0", 0.5), (False, "C1", 0)):
    shares = [by_font[font] for font in ranked if (font in test_fonts) == unseen]
    heights = [height + 0.045 * shares[:i].count(x) for i, x in enumerate(shares)]
    plt.plot(shares, heights, "o", color=color)
plt.yticks([0.1, 0.6], ["kept apart", "unseen"])
plt.ylim(-0.1, 1)
plt.xticks([0.8, 0.85, 0.9, 0.95, 1], ["80%", "85%", "90%", "95%", "100%"])
plt.xlabel("letters read, each dot a font")
plt.show()


# %% confused
answers, letters = p.argmax(axis=2), np.array(list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
missed = answers != y_test
truly = np.tile(y_test, (3, 1))
pairs = Counter(zip(letters[truly[missed]], letters[answers[missed]]))
for (real, said), count in pairs.most_common(6):
    print(f"{real} read as {said}: {count} of 24")
sure = p.max(axis=2)
sure_right, sure_missed = float(sure[~missed].mean()), float(sure[missed].mean())
print(f"mean largest share: {sure_right:.0%} when right, {sure_missed:.0%} when wrong")


# %% hard
mean_shares = p.mean(axis=0)
hardest = np.argsort(mean_shares[np.arange(208), y_test])[:10]
never_missed = int((~missed[:, hardest].any(axis=0)).sum())
print("the ten hardest:", *letters[y_test[hardest]])


# %% hardest
fig, axes = plt.subplots(2, 5, figsize=(6.4, 4.6))
for i, ax in zip(hardest, axes.flat):
    best = np.argsort(-mean_shares[i])[:2]
    shares = [f"{letters[j]} {mean_shares[i, j]:.0%}" for j in best]
    ax.imshow(x_test[i], cmap=plt.get_cmap("gray_r", 8), vmin=0, vmax=1)
    ax.set_title("\n".join([f"a {letters[y_test[i]]}", *shares]))
    ax.axis("off")
plt.show()

# %% between tags=["hide"]
corners = np.array([[0.2, 0.8], [0.4, 1.0]])
parts = np.outer([0.75, 0.25], [0.5, 0.5])
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ax.imshow(corners, cmap="gray_r", vmin=0, vmax=4, aspect="auto")
for (row, column), ink in np.ndenumerate(corners):
    ax.text(
        column, row + (0.25 if row else -0.25), f"{ink:.1f}, counts {parts[row, column]:.3f}", ha="center", va="center"
    )
ax.plot([0, 1, 1, 0, 0], [0, 0, 1, 1, 0], color="C3", linewidth=1)
ax.plot(0.5, 0.25, "o", color="C1", markersize=12)
ax.text(0.56, 0.3, f"{np.sum(corners * parts):.2f}", color="C1", va="center")
ax.set(xticks=[0, 1], xticklabels=["column 20", "column 21"], yticks=[0, 1], yticklabels=["row 10", "row 11"])
ax.tick_params(length=0)
plt.show()

# %% reader tags=["hide"]
from weave.engine import kept, networks  # noqa: E402

networks.show(networks.describe(full[0], outputs=letters))
kept.keep(full[0], x_test[::2], names=letters)
