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

# %% load
url = "http://localhost:8000/datasets/letters.zip"
sha = "3fb24b5cd4de714042845fef1f26dc915573cf648fcb3a0eef7d7af0ff399317"
folder = Path(keras.utils.get_file("letters", origin=url, file_hash=sha, extract=True))


def load(part):
    pictures, numbers = [], []
    for path in sorted((folder / part).glob("*.png")):
        with Image.open(path) as image:
            pictures.append(1 - np.asarray(image, dtype="float32") / 255)
        numbers.append(int(path.name[:4]) - 1)
    return np.array(pictures), np.array(numbers)


# %% halve
def halve(pictures):
    return pictures.reshape(-1, 25, 2, 25, 2).mean(axis=(2, 4))


(big, y), (big_test, y_test) = load("train"), load("test")
plain, plain_test = halve(big), halve(big_test)
print(big.shape, "becomes", plain.shape, "and", plain_test.shape, "for the test")


# %% shuffle
def shuffle(pictures, order):
    return pictures.reshape(-1, 625)[:, order].reshape(-1, 25, 25)


order = np.random.default_rng(0).permutation(625)
mixed, mixed_test = shuffle(plain, order), shuffle(plain_test, order)
print("undone:", np.array_equal(shuffle(mixed, np.argsort(order)), plain))

# %% shuffled_letters
fig, axes = plt.subplots(2, 4, subplot_kw={"xticks": [], "yticks": []})
for i, column in zip((104, 114, 204, 225), axes.T):
    for ax, pictures in zip(column, (plain, mixed)):
        ax.imshow(pictures[i], cmap="gray_r", vmin=0, vmax=1)
        ax.spines[:].set_visible(True)
plt.show()


# %% networks
def mlp():
    net = keras.Sequential([keras.Input(shape=(25, 25, 1)), keras.layers.Flatten()])
    net.add(keras.layers.Dense(32, activation="relu"))
    net.add(keras.layers.Dense(26, activation="softmax"))
    return net


def cnn():
    net = keras.Sequential([keras.Input(shape=(25, 25, 1))])
    look = {"strides": 2, "padding": "same", "activation": "relu"}
    net.add(keras.layers.Conv2D(8, 5, **look))
    net.add(keras.layers.Conv2D(16, 3, **look))
    net.add(keras.layers.Flatten())
    net.add(keras.layers.Dense(26, activation="softmax"))
    return net


small_counts = [build().count_params() for build in (mlp, cnn)]
print("parameters: MLP {:,}, CNN {:,}".format(*small_counts))


# %% train
def train(net, pictures):
    adam = keras.optimizers.Adam(learning_rate=0.005)
    net.compile(adam, "sparse_categorical_crossentropy", steps_per_execution=11)
    net.fit(pictures[..., None], y, batch_size=64, epochs=15, verbose=0)
    return net


def share_right(net, pictures, labels):
    return float((np.asarray(net(pictures[..., None])).argmax(axis=1) == labels).mean())


# %% five_seeds
scores, learned = [[], [], [], []], []
for seed in range(1, 6):
    nets, inputs = [], ((plain, plain_test), (mixed, mixed_test)) * 2
    for build, (images, tests), shares in zip((mlp, mlp, cnn, cnn), inputs, scores):
        keras.utils.set_random_seed(seed)
        nets.append(train(build(), images))
        shares.append(share_right(nets[-1], tests, y_test))
        learned.append(share_right(nets[-1], images, y))

# %% spread
mlp_plain, mlp_mixed, cnn_plain, cnn_mixed = scores
print("seed   MLP  shuffled   CNN  shuffled")
line = "{:4} {:5.0%} {:9.0%} {:5.0%} {:9.0%}"
for row in zip(range(1, 6), *scores):
    print(line.format(*row))
means = [float(np.mean(shares)) for shares in scores]
print(line.format("mean", *means))
lost_mean = 100 * (means[2] - means[3])
print(f"of the training letters, every network reads {min(learned):.0%} or more")

# %% spread_drawn
for place, shares in enumerate(scores[::-1]):
    plt.plot(shares, [place] * 5, ("oC0", "oC0", "sC3", "sC3")[place])
plt.yticks(range(4), ["CNN, shuffled", "CNN", "MLP, shuffled", "MLP"])
plt.ylim(-0.5, 3.5)
plt.xticks([0.6, 0.65, 0.7, 0.75, 0.8], ["60%", "65%", "70%", "75%", "80%"])
plt.xlabel("read correctly, unseen handwriting")
plt.show()

# %% renamed
keras.utils.set_random_seed(5)
twin = mlp()
W, *others = twin.get_weights()
twin.set_weights([W[order], *others])
train(twin, mixed)
shares = np.asarray(nets[0](plain_test[..., None]))
twin_gap = float(np.abs(shares - twin(mixed_test[..., None])).max())
print(f"largest difference of any share: {twin_gap:.0e}")

# %% patch
letter = plain[104]
vertical = np.array([[-1, -1, 1, 1]] * 4) / 8
patch = letter[6:10, 3:7]
print(patch.round(2), vertical, sep="\n\n")
one_sum = float((patch * vertical).sum())
print(f"multiplied and added up: {one_sum:.2f}")


# %% slide
def slide(picture, kernel, bias=0.0):
    size = len(picture) - len(kernel) + 1
    result = np.zeros((size, size))
    for row in range(size):
        for column in range(size):
            patch = picture[row : row + len(kernel), column : column + len(kernel)]
            result[row, column] = (patch * kernel).sum() + bias
    return result


upright = slide(letter, vertical)
print(letter.shape, "becomes", upright.shape)
print(f"row 6, column 3: {upright[6, 3]:.2f}")

# %% edges
flat = slide(letter, vertical.T)
spots = [[m[6, 3], m[16, 4], m[19, 9]] for m in (upright, flat)]
sign = LinearSegmentedColormap.from_list("sign", ["C1", "white", "C0"], N=31)
fig, axes = plt.subplots(1, 3, figsize=(6.4, 2.6))
axes[0].imshow(letter, cmap="gray_r", vmin=0, vmax=1)
axes[1].imshow(upright, cmap=sign, vmin=-1, vmax=1)
axes[2].imshow(flat, cmap=sign, vmin=-1, vmax=1)
for ax, name in zip(axes, ("letter", "vertical", "horizontal")):
    ax.set(title=name, xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
plt.show()

# %% sharing
of_dense = 625 * 22 * 22 + 22 * 22
of_kernel = 4 * 4 + 1
print(f"dense: {of_dense:,} parameters; one kernel and its bias: {of_kernel}")

# %% moved
moved_map = slide(np.roll(letter, 3, axis=1), vertical)
print("the map moved along:", np.array_equal(moved_map[:, 3:], upright[:, :-3]))


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
maps, differences = np.stack([upright, flat], axis=-1), []
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

# %% learned_kernels
W, b = nets[2].get_weights()[:2]
features = np.maximum(convolve(letter[..., None], W, b), 0)
fig, axes = plt.subplots(4, 4, figsize=(6.4, 6.4))
limit = np.abs(W).max()
for ax in axes.flat:
    ax.axis("off")
for c, (above, below) in enumerate(zip(axes[::2].flat, axes[1::2].flat)):
    above.imshow(W[:, :, 0, c], cmap=sign, vmin=-limit, vmax=limit)
    below.imshow(features[..., c], cmap="gray_r")
plt.show()

# %% wrong_shape
layer = keras.layers.Conv2D(8, 5, padding="same", name="first")
try:
    layer(plain)
except ValueError as error:
    print(str(error).replace(": ", ":\n"))

# %% wrong_axis
print("channel first:", layer(plain[:4, None]).shape)
last = keras.layers.Conv2D(8, 5, padding="same")(plain[:4, ..., None])
print("channel last: ", last.shape)

# %% other_shuffles
other_mixed = []
for seed in (1, 2, 3):
    other = np.random.default_rng(seed).permutation(625)
    keras.utils.set_random_seed(seed)
    net = train(cnn(), shuffle(plain, other))
    other_mixed.append(share_right(net, shuffle(plain_test, other), y_test))
print("three other orders:", *(f"{share:.0%}" for share in other_mixed))

# %% sliding tags=["hide"]
fig, axes = plt.subplots(3, 3, figsize=(6.4, 6.6))
for (row, column), (ax, first, second) in zip(((6, 3), (16, 4), (19, 9)), axes.T):
    ax.imshow(letter, cmap="gray_r", vmin=0, vmax=1)
    ax.add_patch(plt.Rectangle((column - 0.5, row - 0.5), 4, 4, fill=0, ec="C0", lw=3))
    for canvas, channel in ((first, upright), (second, flat)):
        seen = channel.copy().ravel()
        seen[row * 22 + column + 1 :] = 0
        canvas.imshow(seen.reshape(22, 22), cmap=sign, vmin=-1, vmax=1)
        canvas.plot(column, row, "s", ms=9, mfc="none", mec="C3", mew=2)
for ax, name in zip(axes[:, 0], ("letter", "channel 1", "channel 2")):
    ax.set_ylabel(name)
for ax in axes.flat:
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
plt.show()
