# %% setup
# Needs: pip install tensorflow matplotlib pillow
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
    for ax, letters in zip(column, (plain, mixed)):
        ax.imshow(letters[i], cmap="gray_r", vmin=0, vmax=1)
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
    rows = place + np.linspace(-0.2, 0.2, 5)  # no dot hides another
    plt.plot(shares, rows, ("oC0", "oC0", "sC3", "sC3")[place])
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
products = patch * vertical
one_sum = float(products.sum())
print(f"multiplied and added up: {one_sum:.2f}")

# %% products
sign = LinearSegmentedColormap.from_list("sign", ["C1", "white", "C0"], N=31)
fig, axes = plt.subplots(2, 2, figsize=(6.4, 7.2))
axes[0, 0].imshow(letter, cmap="gray_r", vmin=0, vmax=1)
axes[0, 0].add_patch(plt.Rectangle((2.5, 5.5), 4, 4, fill=False, ec="C0", lw=3))
axes[0, 1].imshow(patch, cmap="gray_r", vmin=0, vmax=3)
axes[1, 0].imshow(vertical, cmap=sign, vmin=-0.4, vmax=0.4)
axes[1, 1].imshow(products, cmap=sign, vmin=-0.4, vmax=0.4)
for ax, table, digits in zip(axes.flat[1:], (patch, vertical, products), (2, 3, 2)):
    for (row, column), number in np.ndenumerate(table.round(digits) + 0):
        ax.text(column, row, f"{number:.{digits}f}", ha="center", va="center")
names = ("letter", "16 pixels", "16 weights", f"16 products, sum {one_sum:.2f}")
for ax, name in zip(axes.flat, names):
    ax.set(title=name, xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
plt.show()


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

# %% turned
flat = slide(letter, vertical.T)
spots = [[m[6, 3], m[16, 4], m[19, 9]] for m in (upright, flat)]
for name, three in zip(("vertical", "horizontal"), spots):
    print(f"{name:10}", *(f"{number:6.2f}" for number in three))

# %% edges
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

# %% learned
W, b = nets[2].get_weights()[:2]
found = [slide(letter, W[:, :, 0, k], b[k]) for k in range(8)]
features, limit = np.maximum(found, 0), np.abs(W).max()
print("kernels", W.shape, "maps", features.shape)

# %% learned_kernels
fig, axes = plt.subplots(4, 4, figsize=(6.4, 6.4))
for ax in axes.flat:
    ax.axis("off")
for k, (above, below) in enumerate(zip(axes[::2].flat, axes[1::2].flat)):
    above.imshow(W[:, :, 0, k], cmap=sign, vmin=-limit, vmax=limit)
    below.imshow(features[k], cmap="gray_r")
plt.show()

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
