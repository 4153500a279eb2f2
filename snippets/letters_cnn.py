# %% setup
# Needs: pip install tensorflow matplotlib pillow
# Threads: 2
import json
from collections import Counter
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from matplotlib.colors import LinearSegmentedColormap
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
classes = dict(zip(sorted(set(numbers)), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
Path("classes.json").write_text(json.dumps(classes))
y = np.array([list(classes).index(number) for number in numbers])
one_hot = np.eye(26)[y]
fold = np.unique(fonts, return_inverse=True)[1] % 5
print(x.shape, one_hot.shape, "ink from", x.min(), "to", x.max())


# %% article
def block(channels, kernel, drop):
    convolution = layers.Conv2D(channels, kernel, padding="same")
    pooling = layers.MaxPooling2D(2, padding="same")
    leaky = layers.LeakyReLU(negative_slope=0.1)
    return [convolution, leaky, pooling, layers.Dropout(drop)]


keras.utils.set_random_seed(1)
maps = [*block(32, 12, 0.25), *block(64, 6, 0.25), *block(128, 3, 0.4)]
leaky = layers.LeakyReLU(negative_slope=0.1)
tail = [layers.Flatten(), layers.Dense(128), leaky, layers.Dropout(0.3)]
shares = layers.Dense(26, activation="softmax")
article = keras.Sequential([keras.Input((50, 50, 1)), *maps, *tail, shares])

# %% count
counts = [144 * 32 + 32, 36 * 32 * 64 + 64, 9 * 64 * 128 + 128]
counts += [6272 * 128 + 128, 128 * 26 + 26]
article_parameters = sum(counts)
pooled = [layer.output.shape[1:] for layer in article.layers if "pooling" in layer.name]
print("after each pooling:", *pooled)
print(*(f"{count:,}" for count in counts), f"together {article_parameters:,}")


# %% fit
def fit(net, k, epochs):
    net.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    seen, apart = (x[fold != k], one_hot[fold != k]), (x[fold == k], one_hot[fold == k])
    options = {"batch_size": 64, "epochs": epochs, "verbose": 0}
    return net.fit(*seen, validation_data=apart, **options).history


run = fit(article, 0, 60)

# %% curve
learned, checked = run["accuracy"], run["val_accuracy"]
print(f"after 60 epochs, in training {learned[-1]:.1%}, kept apart {checked[-1]:.1%}")
plt.plot(range(1, 61), learned, color="C0")
plt.plot(range(1, 61), checked, color="C1")
plt.text(60, 1.02, "20 fonts it learns from", color="C0", ha="right", va="bottom")
plt.text(60, checked[-1] - 0.1, "5 fonts kept apart", color="C1", ha="right", va="top")
plt.ylim(0, 1.1)
plt.yticks([0, 0.5, 1], ["0%", "50%", "100%"])
plt.xlabel("epoch")
plt.ylabel("read correctly")
plt.show()

# %% read_one
names = list(json.loads(Path("classes.json").read_text()).items())
apart = np.asarray(article(x[fold == 0]))
for i in np.argsort(-apart[1])[:3]:
    print(f"{names[i][0]} is {names[i][1]}: {apart[1, i]:.7f}")
wrong = apart.argmax(axis=1) != y[fold == 0]
sure_wrong = np.sort(apart[wrong].max(axis=1))[::-1]
print(f"{wrong.sum()} of 130 letters wrong; the surest:", sure_wrong[:4].round(4))

# %% feature_maps
letter = int(np.flatnonzero((fonts == "coming-soon") & (y == 1))[0])
stages = [article.layers[place].output for place in (2, 6, 10)]
found = keras.Model(article.inputs[0], stages)(x[letter : letter + 1])
sign = LinearSegmentedColormap.from_list("sign", ["C1", "white", "C0"], N=31)
kernels = article.layers[0].get_weights()[0]
limit = np.abs(kernels[..., :6]).max()
fig, axes = plt.subplots(4, 6, figsize=(6.4, 4.4))
for i in range(6):
    axes[0, i].imshow(kernels[:, :, 0, i], cmap=sign, vmin=-limit, vmax=limit)
    for row, stage in zip(axes[1:], found):
        row[i].imshow(np.maximum(stage[0, :, :, i], 0), cmap=plt.get_cmap("gray_r", 8))
for ax in axes.flat:
    ax.axis("off")
plt.show()

# %% paper_is_one
swapped = np.asarray(article(1 - x[fold == 0]))
swapped_accuracy = float((swapped.argmax(axis=1) == y[fold == 0]).mean())
swapped_sureness = float(swapped.max(axis=1).mean())
print(f"swapped: {swapped_accuracy:.1%} right, {swapped_sureness:.0%} sure")


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


# %% look
many = augment(np.repeat(x[[letter]], 24, axis=0), np.random.default_rng(1))
fig, ax = plt.subplots(figsize=(6.4, 2.5))
table = many.reshape(3, 8, 50, 50).swapaxes(1, 2).reshape(150, 400)
ax.imshow(table, cmap=plt.get_cmap("gray_r", 8), vmin=0, vmax=1)
ax.axis("off")
plt.show()


# %% small
def small(kernels, normal):
    net = keras.Sequential([keras.Input((50, 50, 1)), layers.AveragePooling2D(2)])
    for channels, kernel, drop in zip((16, 32, 64), kernels, (0.25, 0.25, 0.4)):
        convolution, *rest = block(channels, kernel, drop)
        between = [layers.BatchNormalization(momentum=0.9)] if normal else []
        for layer in (convolution, *between, *rest):
            net.add(layer)
    answer = layers.Dense(26, activation="softmax")
    leaky = layers.LeakyReLU(negative_slope=0.1)
    end = [layers.Flatten(), layers.Dense(64), leaky, layers.Dropout(0.3), answer]
    for layer in end:
        net.add(layer)
    return net


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


def accuracy(net, x, y):
    return float((np.asarray(net(x)).argmax(axis=1) == y).mean())


# %% each
variants = {
    "as it is": ((6, 3, 2), False, None),
    "3 x 3 kernels": ((3, 3, 3), False, None),
    "batch norm": ((6, 3, 2), True, None),
    "augmentation": ((6, 3, 2), False, augment),
}
each = {name: [] for name in variants}
for name, (kernels, normal, change) in variants.items():
    for k in range(3):
        keras.utils.set_random_seed(k + 1)
        net = small(kernels, normal)
        learn(net, k, 60, change)
        each[name].append(accuracy(net, x[fold == k], y[fold == k]))

# %% each_drawn
means = [float(np.mean(shares)) for shares in each.values()]
for (name, shares), middle in zip(each.items(), means):
    line = " ".join(f"{share:6.1%}" for share in shares)
    print(f"{name:13} {line}   mean {middle:.1%}")
for shares, color, mark in zip(zip(*each.values()), ("C0", "C1", "C3"), "os^"):
    plt.plot(shares, [0, -1, -2, -3], mark + "-", color=color)
plt.yticks([0, -1, -2, -3], each)
plt.ylim(-3.5, 0.5)
plt.xticks([0.8, 0.85, 0.9, 0.95], ["80%", "85%", "90%", "95%"])
plt.xlabel("read of the fonts kept apart")
plt.show()

# %% improved
keras.utils.set_random_seed(1)
improved = keras.Sequential([keras.Input((50, 50, 1))])
for channels, kernel, stride in ((32, 5, 2), (64, 3, 1), (128, 3, 1)):
    options = {"strides": stride, "padding": "same", "use_bias": False}
    improved.add(layers.Conv2D(channels, kernel, **options))
    improved.add(layers.BatchNormalization(momentum=0.9))
    improved.add(layers.ReLU())
    improved.add(layers.MaxPooling2D(2, padding="same"))
shares = layers.Dense(26, activation="softmax")
for layer in (layers.Flatten(), layers.Dropout(0.5), shares):
    improved.add(layer)

# %% nine
sizes = [layers.Dense(neurons, activation="relu") for neurons in (1880, 1262, 645)]
shares = layers.Dense(26, activation="softmax")
mlp = [keras.Input((50, 50, 1)), layers.Flatten(), *sizes, shares]
nets = {"MLP": [keras.Sequential(mlp)], "article": [article], "improved": [improved]}
for k in range(3):
    if k:
        keras.utils.set_random_seed(k + 1)
        for family in nets.values():
            family.append(keras.Sequential.from_config(family[0].get_config()))
        fit(nets["article"][k], k, 60)
    fit(nets["MLP"][k], k, 10)
    learn(nets["improved"][k], k, 80, augment)

# %% test
x_test, test_numbers, test_fonts = load(Path(folder) / "test")
y_test = np.array([list(classes).index(number) for number in test_numbers])
validation, test, parameters = {}, {}, {}
print("           parameters  fonts kept apart      unseen fonts")
for kind, family in nets.items():
    apart = [(x[fold == k], y[fold == k]) for k in range(3)]
    validation[kind] = [accuracy(net, *part) for net, part in zip(family, apart)]
    test[kind] = [accuracy(net, x_test, y_test) for net in family]
    parameters[kind] = family[0].count_params()
    shares = " ".join(f"{share:6.1%}" for share in validation[kind] + test[kind])
    print(f"{kind:10} {parameters[kind]:10,}", shares)

# %% test_drawn
for place, shares in enumerate(test.values()):
    plt.plot(shares, [-place] * 3, "o", color=f"C{place}")
plt.yticks([0, -1, -2], test)
plt.ylim(-2.5, 0.5)
plt.xticks([0.6, 0.7, 0.8, 0.9, 1], ["60%", "70%", "80%", "90%", "100%"])
plt.xlabel("read of 208 letters in unseen fonts")
plt.show()

# %% confused
p = np.array([net(x_test) for net in nets["improved"]])
answers, letters = p.argmax(axis=2), np.array(list(classes.values()))
missed = answers != y_test
truly = np.tile(y_test, (3, 1))
pairs = Counter(zip(letters[truly[missed]], letters[answers[missed]]))
for (right, said), count in pairs.most_common(6):
    print(f"{right} read as {said}: {count} of 24")
sure = p.max(axis=2)
sure_right, sure_missed = float(sure[~missed].mean()), float(sure[missed].mean())
print(f"mean sureness: {sure_right:.0%} when right, {sure_missed:.0%} when wrong")

# %% hardest
mean_shares = p.mean(axis=0)
right_shares = mean_shares[np.arange(208), y_test]
hardest = np.argsort(right_shares)[:10]
fig, axes = plt.subplots(2, 5, figsize=(6.4, 4.4))
for i, ax in zip(hardest, axes.flat):
    best = np.argsort(-mean_shares[i])[:2]
    shares = [f"{letters[j]} {mean_shares[i, j]:.0%}" for j in best]
    ax.imshow(x_test[i], cmap=plt.get_cmap("gray_r", 8), vmin=0, vmax=1)
    ax.set_title("\n".join(shares))
    ax.axis("off")
plt.show()
never_missed = int((~missed[:, hardest].any(axis=0)).sum())
print("row by row:", *letters[y_test[hardest]])
