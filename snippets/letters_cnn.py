# %% setup
# Needs: pip install tensorflow matplotlib pillow
import json
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


# %% sixty
learned, checked = run["accuracy"], run["val_accuracy"]
print(f"after 60 epochs, in training {learned[-1]:.1%}, kept apart {checked[-1]:.1%}")


# %% curve
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


# %% article_lit tags=["hide"]
from weave.engine.networks import describe, show  # noqa: E402

letter = int(np.flatnonzero((fonts == "coming-soon") & (y == 1))[0])
show(describe(article, x[letter], outputs=list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")))


# %% maps
letter = int(np.flatnonzero((fonts == "coming-soon") & (y == 1))[0])
stages = [article.layers[place].output for place in (2, 6, 10)]
found = keras.Model(article.inputs[0], stages)(x[letter : letter + 1])
kernels = article.layers[0].get_weights()[0]
print("kernels", kernels.shape, "maps", *(stage.shape[1:] for stage in found))


# %% feature_maps
sign = LinearSegmentedColormap.from_list("sign", ["C1", "white", "C0"], N=31)
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


# %% pair
sizes = [layers.Dense(neurons, activation="relu") for neurons in (1880, 1262, 645)]
shares = layers.Dense(26, activation="softmax")
mlp = [keras.Input((50, 50, 1)), layers.Flatten(), *sizes, shares]
nets = {"MLP": [keras.Sequential(mlp)], "article": [article]}
keras.utils.set_random_seed(2)
for family in nets.values():
    family.append(keras.Sequential.from_config(family[0].get_config()))
fit(nets["article"][1], 1, 60)
for k in range(2):
    fit(nets["MLP"][k], k, 10)


# %% test
def accuracy(net, x, y):
    return float((np.asarray(net(x)).argmax(axis=1) == y).mean())


x_test, test_numbers, test_fonts = load(Path(folder) / "test")
y_test = np.array([list(classes).index(number) for number in test_numbers])
validation, test, parameters = {}, {}, {}
print("         parameters  fonts kept apart  unseen fonts")
for kind, family in nets.items():
    apart = [(x[fold == k], y[fold == k]) for k in range(2)]
    validation[kind] = [accuracy(net, *part) for net, part in zip(family, apart)]
    test[kind] = [accuracy(net, x_test, y_test) for net in family]
    parameters[kind] = family[0].count_params()
    shares = "  ".join(f"{share:6.1%}" for share in validation[kind] + test[kind])
    print(f"{kind:8} {parameters[kind]:10,}   {shares}")


# %% by_font
answers = [np.asarray(net(x_test)).argmax(axis=1) for net in nets["article"]]
right = np.mean(answers == y_test, axis=0)
each = [(str(font), right[test_fonts == font]) for font in set(test_fonts)]
by_font = {font: float(read.mean()) for font, read in each}
by_font = dict(sorted(by_font.items(), key=lambda item: item[1]))
for font, share in by_font.items():
    print(f"{font:22} {share:.0%}")


# %% test_drawn
for place, shares in enumerate(test.values()):
    plt.plot(shares, [0.1 - place, -0.1 - place], "o", color=f"C{place}")
plt.yticks([0, -1], test)
plt.ylim(-1.5, 0.5)
plt.xticks([0.6, 0.7, 0.8, 0.9, 1], ["60%", "70%", "80%", "90%", "100%"])
plt.xlabel("read of 208 letters in unseen fonts")
plt.show()
