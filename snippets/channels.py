# %% setup
# Needs: pip install tensorflow matplotlib pillow
from itertools import product
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from PIL import Image

keras.utils.set_random_seed(1)

# %% letters
url = "http://localhost:8000/datasets/letters.zip"
sha = "3fb24b5cd4de714042845fef1f26dc915573cf648fcb3a0eef7d7af0ff399317"
folder = Path(keras.utils.get_file("letters", origin=url, file_hash=sha, extract=True))
pictures = []
for path in sorted((folder / "train").glob("*.png"))[104:108]:
    with Image.open(path) as image:
        ink = 1 - np.asarray(image, dtype="float32") / 255
    pictures.append(ink.reshape(25, 2, 25, 2).mean(axis=(1, 3)))
pictures = np.array(pictures)
print(pictures.shape)


# %% slide
def slide(picture, kernel, bias=0.0):
    size = len(picture) - len(kernel) + 1
    result = np.zeros((size, size))
    for row in range(size):
        for column in range(size):
            patch = picture[row : row + len(kernel), column : column + len(kernel)]
            result[row, column] = (patch * kernel).sum() + bias
    return result


letter, vertical = pictures[0], np.array([[-1, -1, 1, 1]] * 4) / 8
upright, flat = slide(letter, vertical), slide(letter, vertical.T)
maps = np.stack([upright, flat], axis=-1)
print("two maps, stacked:", maps.shape)

# %% two_channels
x = np.array([[[1, 0], [0, 3]], [[2, 1], [1, 0]]])
W = np.array([[[1, 0], [-1, 1]], [[0, 1], [2, 0]]])
by_channel = (x * W).sum(axis=(0, 1))
print("channel by channel:", by_channel, "with the bias:", by_channel.sum() + 1)


# %% convolve
def convolve(x, W, b, stride=1):
    k, C_out = W.shape[0], W.shape[3]
    rows, columns = ((n - k) // stride + 1 for n in x.shape[:2])
    result = np.empty((rows, columns, C_out))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            patch = x[top : top + k, left : left + k]
            result[i, j] = np.tensordot(patch, W, axes=3) + b
    return result


# %% same_as_keras
keras.utils.set_random_seed(1)
differences = []
for k, stride, C_out in ((3, 1, 4), (3, 2, 5), (4, 3, 1)):
    layer = keras.layers.Conv2D(C_out, k, strides=stride, bias_initializer="normal")
    by_keras = np.asarray(layer(maps[None]))[0]
    by_hand = convolve(maps, *layer.get_weights(), stride)
    differences.append(float(np.abs(by_hand - by_keras).max()))
    shapes = f"W {layer.kernel.shape}, b {layer.bias.shape}: {by_hand.shape}"
    print(f"{shapes}, difference {differences[-1]:.0e}")

# %% flipped
dot, w = np.array([0.0, 0, 1, 0, 0]), np.array([1.0, 2, 3])
flip = np.asarray(keras.ops.conv(dot[None, :, None], w[:, None, None]))[0, :, 0]
print(flip, np.correlate(dot, w, "valid"), np.convolve(dot, w, "valid"))


# %% sizes
def size(n, k, s, padding):
    return -(-n // s) if padding == "same" else (n - k) // s + 1


checked, wrong, ns = 0, 0, (50, 25, 13, 7)
for n, k, s, padding in product(ns, range(2, 8), (1, 2, 3), ("same", "valid")):
    x, W = np.zeros((1, n, n, 1)), np.zeros((k, k, 1, 1))
    found = keras.ops.conv(x, W, strides=s, padding=padding).shape[1]
    checked, wrong = checked + 1, wrong + (found != size(n, k, s, padding))
print(f"{checked} cases, {wrong} differ from Keras")
for n, k, s in ((25, 3, 3), (25, 5, 2), (50, 4, 2), (50, 4, 1)):
    same, valid = size(n, k, s, "same"), size(n, k, s, "valid")
    print(f"n {n}, k {k}, s {s}:  same {same:2}, valid {valid:2}")

# %% pool
ink = np.maximum(upright, 0)
pooled = ink.reshape(11, 2, 11, 2).max(axis=(1, 3))
by_keras = np.asarray(keras.layers.MaxPooling2D(2)(ink[None, ..., None]))[0, ..., 0]
pool_gap = float(np.abs(pooled - by_keras).max())
print(ink[8:12, 2:6].round(2), pooled[4:6, 1:3].round(2), sep="\n\n")
print(f"largest difference from Keras: {pool_gap:.0e}")

# %% pooled_drawn
sign = LinearSegmentedColormap.from_list("sign", ["C1", "white", "C0"], N=31)
fig, axes = plt.subplots(1, 3, figsize=(6.4, 2.6))
axes[0].imshow(upright, cmap=sign, vmin=-1, vmax=1)
axes[1].imshow(ink, cmap=sign, vmin=-1, vmax=1)
axes[2].imshow(pooled, cmap=sign, vmin=-1, vmax=1)
for ax, name in zip(axes, ("map, 22", "ReLU, 22", "pooled, 11")):
    ax.set(title=name, xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
plt.show()


# %% neighbors
def agree(numbers):
    """How far neighbors on the last but one axis go together, from -1 to 1."""
    left, right = numbers[:, :, :-1], numbers[:, :, 1:]
    return float(np.corrcoef(left.ravel(), right.ravel())[0, 1])


in_maps, in_dense = [], []
for seed in range(10):
    keras.utils.set_random_seed(seed)
    stacks = keras.layers.Conv2D(8, 3, activation="relu")(pictures[..., None])
    neurons = keras.layers.Dense(512, activation="relu")(pictures.reshape(4, 625))
    stacks, neurons = np.asarray(stacks), np.asarray(neurons).reshape(4, 1, 512, 1)
    in_maps.append(agree(stacks))
    in_dense.append(agree(neurons))
print(f"neighbors in maps agree by {min(in_maps):.2f} to {max(in_maps):.2f}")
print(f"in a dense layer by {min(in_dense):.2f} to {max(in_dense):.2f}")

# %% dropped
many, halve, losts = np.repeat(stacks, 50, axis=0), keras.layers.AveragePooling2D(2), []
single = keras.layers.Dropout(0.25, seed=5)
whole = keras.layers.SpatialDropout2D(0.25, seed=5)
lit = np.asarray(halve(many)) > 0
holes = [np.asarray(layer(many, training=True)) for layer in (single, whole)]
for name, left in zip(("Dropout", "SpatialDropout2D"), holes):
    losts.append(float((np.asarray(halve(left))[lit] == 0).mean()))
    zeros = np.mean(left[many > 0] == 0)
    print(f"{name:16} zeros {zeros:.0%}, lit places lost {losts[-1]:.0%}")

# %% dropped_drawn
strong = stacks[0].sum(axis=(0, 1)).argsort()[:-7:-1]
copy = int(holes[1][:50, ..., strong[0]].max(axis=(1, 2)).argmin())
fig, axes = plt.subplots(3, 6, figsize=(6.4, 3.4))
for row, name, left in zip(axes, ("all", "single", "maps"), (many, *holes)):
    row[0].set_ylabel(name)
    for channel, ax in zip(strong, row):
        picture = left[copy, ..., channel]
        ax.imshow(picture, cmap="gray_r", vmin=0, vmax=many[0].max())
        ax.set(xticks=[], yticks=[])
plt.show()

# %% article
article = keras.Sequential([keras.Input(shape=(50, 50, 1))])
for channels, k in ((32, 12), (64, 6), (128, 3)):
    article.add(keras.layers.Conv2D(channels, k, padding="same"))
    article.add(keras.layers.LeakyReLU(negative_slope=0.1))
    article.add(keras.layers.MaxPooling2D(2, padding="same"))
article.add(keras.layers.Flatten())
article.add(keras.layers.Dense(128))
article.add(keras.layers.Dense(26, activation="softmax"))
widths = [article.layers[i].output.shape[1:] for i in (2, 5, 8)]
flattened = article.layers[9].output.shape[1]
print("after each pooling:", *widths, "flattened:", flattened)

# %% count
kernels = ((12, 1, 32), (6, 32, 64), (3, 64, 128))
counts = [k * k * C_in * C_out + C_out for k, C_in, C_out in kernels]
counts += [inputs * neurons + neurons for inputs, neurons in ((6272, 128), (128, 26))]
by_keras_counts = [n for layer in article.layers if (n := layer.count_params())]
for mine, theirs in zip(counts, by_keras_counts):
    print(f"{mine:8,} {theirs:8,}")
article_total = article.count_params()
print(f"{sum(counts):8,} {article_total:8,}")

# %% wrong_shape
layer = keras.layers.Conv2D(8, 5, padding="same", name="first")
try:
    layer(pictures)
except ValueError as error:
    print(str(error).replace(": ", ":\n"))

# %% wrong_axis
print("channel first:", layer(pictures[:, None]).shape)
last = keras.layers.Conv2D(8, 5, padding="same")(pictures[..., None])
print("channel last: ", last.shape)
