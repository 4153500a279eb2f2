# %% setup
# Needs: pip install tensorflow matplotlib
import warnings
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np

# %% clouds
rng = np.random.default_rng(1)
squares = rng.normal((-1, -0.6), 0.6, size=(40, 2))
circles = rng.normal((1, 0.8), 0.6, size=(40, 2))
X = np.vstack([squares, circles])
y = np.repeat([0.0, 1.0], 40)

# %% one_neuron
keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input(shape=(2,))])
model.add(keras.layers.Dense(1, activation="sigmoid"))
model.compile(keras.optimizers.SGD(learning_rate=0.5), "binary_crossentropy")
model.fit(X, y, epochs=50, verbose=0)
W, b = model.get_weights()
(w1, w2), bias = W[:, 0], b[0]
print(f"w1 {w1:.2f}, w2 {w2:.2f}, b {bias:.2f}")


# %% decide
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


new = np.array([0.6, -0.4])
z = new[0] * w1 + new[1] * w2 + bias
answer = sigmoid(z)
right = int(((sigmoid(X @ W + b)[:, 0] > 0.5) == y).sum())
print(f"new point: z = {z:.2f}, answer {answer:.2f}; right: {right} of 80")

# %% neuron_drawn tags=["hide"]
from weave.engine.networks import neuron, show  # noqa: E402

one = neuron(model.layers[0], 0, new) | {"labels": ["first", "second"]}
show(one)
show(one | {"activation": "step", "output": 1})

# %% line_drawn
plt.plot(*squares.T, "s", color="C1", fillstyle="none")
plt.plot(*circles.T, "o", color="C0")
plt.plot(*new, "X", color="C3", markersize=14)
plt.axline((0, -bias / w2), slope=-w1 / w2, color="C3")
plt.axis((-3, 3, -2.2, 2.7))
plt.gca().set(xlabel="first input", ylabel="second input")
plt.show()

# %% layer
layer = keras.layers.Dense(3, activation="relu")
answers = layer(X)
W, b = layer.get_weights()
layer_gap = np.abs(np.maximum(X @ W + b, 0) - answers).max()
print(f"{X.shape} times {W.shape} plus {b.shape} gives {answers.shape}")
print(f"largest difference to Keras: {layer_gap:.0e}")
single = keras.Sequential([keras.Input(shape=(25,)), keras.layers.Dense(1)])
freedom = single.count_params()
print(f"one neuron, 25 inputs: {freedom} numbers to learn")

# %% activations
activations = {
    "sigmoid": keras.activations.sigmoid,
    "tanh": keras.activations.tanh,
    "ReLU": keras.activations.relu,
    "leaky ReLU": lambda z: keras.activations.leaky_relu(z, negative_slope=0.1),
    "GELU": keras.activations.gelu,
    "step": lambda z: (z > 0) * 1.0,
}


def slope(f, z, nudge=1e-5):
    return (np.asarray(f(z + nudge)) - np.asarray(f(z - nudge))) / (2 * nudge)


# %% ranges
line = np.linspace(-6, 6, 61) + 1e-3
table, drawn = {}, {}
print("             smallest  largest    slope at -4    at 0.5   at 4")
for name, f in activations.items():
    drawn[name] = np.asarray(f(line)), slope(f, line)
    low, high = drawn[name][0].min(), drawn[name][0].max()
    table[name] = [low, high, *slope(f, np.array([-4.0, 0.5, 4.0]))]
    print("{:12} {:8.2f} {:8.2f} {:13.4f} {:9.3f} {:6.3f}".format(name, *table[name]))

# %% curves
fig, axes = plt.subplots(2, 3, figsize=(6.4, 4.6))
for ax, (name, (answers, steep)) in zip(axes.flat, drawn.items()):
    ax.plot(line, answers, color="C0")
    ax.plot(line, steep, "--", color="C1")
    ax.set(title=name, ylim=(-1.2, 2), xticks=[-4, 0, 4], yticks=[-1, 0, 1, 2])
plt.show()


# %% flat_step
def error(f, w):
    return ((np.asarray(f(points @ w)) - y) ** 2).mean()


points, start, flat = np.hstack([X, np.ones((80, 1))]), np.array([0.5, -1.0, 0.2]), {}
for name in ("step", "sigmoid"):
    f, moves = activations[name], 1e-5 * np.eye(3)
    flat[name] = [(error(f, start + d) - error(f, start - d)) / 2e-5 for d in moves]
    print(f"{name:7}  error {error(f, start):.3f}, slopes {np.round(flat[name], 3)}")

# %% perceptron_rule
passes = []
for seed in range(1, 6):
    w, mistakes = np.random.default_rng(seed).normal(size=3), [80]
    while mistakes[-1] > 0:
        mistakes.append(0)
        for point, target in zip(points, y):
            miss = target - (point @ w > 0)
            w += miss * point
            mistakes[-1] += int(miss != 0)
    passes.append(len(mistakes) - 1)
    print(f"seed {seed}, mistakes in each pass: {mistakes[1:]}")

# %% collapse
W1, b1, W2, b2 = (rng.normal(size=size) for size in ((2, 8), 8, (8, 3), 3))
two_layers = (X @ W1 + b1) @ W2 + b2
one_layer = X @ (W1 @ W2) + (b1 @ W2 + b2)
collapse_gap = np.abs(two_layers - one_layer).max()
print(f"two layers and one, largest difference: {collapse_gap:.0e}")

# %% xor
corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
differ = np.array([0, 1, 1, 0])
best = np.linalg.lstsq(np.hstack([corners, np.ones((4, 1))]), differ)[0]
linear_answers = corners @ best[:2] + best[2]
hidden = np.maximum(corners @ [[1, 1], [1, 1]] + [0, -1], 0)
relu_answers = hidden @ [1, -2]
print("one line:", linear_answers.round(2), "two ReLU neurons:", relu_answers)

# %% ring
angle, outside = rng.uniform(0, 2 * np.pi, 120), np.arange(120) % 2
radius = np.where(outside, rng.uniform(1.2, 1.9, 120), rng.uniform(0, 0.8, 120))
X_ring = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
y_ring = 1 - outside.astype(float)

# %% line tags=["hide"]
from weave.engine.kept import keep  # noqa: E402

sets = {"clouds": (X, y), "ring": (X_ring, y_ring)}
keep(model, X_ring, **{name: (at.round(3), of) for name, (at, of) in sets.items()})

# %% ring_nets
spots, ring_right, borders = np.linspace(-2, 2, 61), {}, {}
grid = np.stack(np.meshgrid(spots, spots), axis=-1).reshape(-1, 2)
for bend in (None, "relu"):
    nets = []
    for seed in range(1, 6):
        keras.utils.set_random_seed(seed)
        net = keras.Sequential([keras.Input(shape=(2,))])
        net.add(keras.layers.Dense(8, activation=bend))
        net.add(keras.layers.Dense(8, activation=bend))
        net.add(keras.layers.Dense(1, activation="sigmoid"))
        sgd = keras.optimizers.SGD(learning_rate=0.3)
        net.compile(sgd, "binary_crossentropy", steps_per_execution=100)
        net.fit(np.tile(X_ring, (500, 1)), np.tile(y_ring, 500), 120, verbose=0)
        nets.append(net)
    borders[str(bend)] = np.reshape(nets[0](grid), (61, 61))
    given = [np.asarray(net(X_ring))[:, 0] > 0.5 for net in nets]
    ring_right[str(bend)] = np.mean(given == y_ring, axis=1)
    print(f"activation {bend}:", *(f"{share:4.0%}" for share in ring_right[str(bend)]))

# %% ring_drawn
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.5), sharey=True)
for ax, border, title in zip(axes, borders.values(), ("no activation", "ReLU")):
    ax.contour(spots, spots, border, [0.5], colors="C3")
    ax.plot(*X_ring[y_ring == 0].T, "s", color="C1", fillstyle="none")
    ax.plot(*X_ring[y_ring == 1].T, "o", color="C0")
    ax.set(title=title, aspect="equal", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
plt.show()


# %% softmax
def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


three = np.array([2.0, 1.0, -1.0])
powers, parts = np.exp(three), softmax(three)
print("scores", three, "powers of e", powers.round(2), "shares", parts.round(2))

# %% softmax_drawn
fig, axes = plt.subplots(3, 1, figsize=(6.4, 5.4), sharex=True)
titles = ("scores", "powers of e", "shares: each power divided by the sum of all three")
for ax, bars, title in zip(axes, (three, powers, parts), titles):
    ax.bar(["A", "B", "C"], bars, color="C0", width=0.5)
    for place, bar in enumerate(bars):
        ax.text(place, max(bar, 0), f"{bar:.2f}", ha="center", va="bottom")
    ax.axhline(0, color="C3", linewidth=1)
    ax.set(title=title, yticks=[], ylim=(min(1.2 * bars.min(), 0), 1.35 * bars.max()))
plt.show()

# %% two_scores
close, lifted = softmax(np.array([0, 0.1])), softmax(np.array([100, 100.1]))
pair = softmax(np.array([0, z]))[1]
print(f"scores 0 and 0.1: {close.round(3)}, 100 and 100.1: {lifted.round(3)}")
print(f"scores 0 and {z:.2f}: {pair:.4f}, sigmoid of {z:.2f}: {sigmoid(z):.4f}")

# %% load_letters
origin = "http://localhost:8000/datasets/letters.zip"
known = "3fb24b5cd4de714042845fef1f26dc915573cf648fcb3a0eef7d7af0ff399317"
folder = keras.utils.get_file("letters", origin=origin, file_hash=known, extract=True)
train, test = (sorted(Path(folder, part).glob("*.png")) for part in ("train", "test"))
images = np.array([1 - plt.imread(path) for path in train])
labels = np.array([int(path.name[:4]) - 1 for path in train])
new_images = np.array([1 - plt.imread(path) for path in test])
new_labels = np.array([int(path.name[:4]) - 1 for path in test])
print(images.shape, "to learn from,", new_images.shape, "from other fonts")

# %% reader
readings = []
for seed in range(1, 6):
    keras.utils.set_random_seed(seed)
    reader = keras.Sequential([keras.Input(shape=(2500,))])
    reader.add(keras.layers.Dense(64, activation="relu"))
    reader.add(keras.layers.Dense(26, activation="softmax"))
    reader.compile("adam", "sparse_categorical_crossentropy")
    reader.fit(images.reshape(-1, 2500), labels, epochs=20, verbose=0)
    readings.append(np.asarray(reader(new_images.reshape(-1, 2500))))
reader_right = (np.argmax(readings, axis=2) == new_labels).mean(axis=1)
print("right in other fonts:", *(f"{share:.0%}" for share in reader_right))

# %% letter_b
names, five = np.array(list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), np.argmax(readings, axis=2)
places = [i for i in range(208) if test[i].stem in ("0002_gaegu", "0002_mansalva")]
for place in places:
    p, best = readings[0][place], np.argsort(-readings[0][place])[:3]
    print(*(f"{names[i]} {p[i]:.3f} " for i in best), end="")
    print(f"sum {p.sum():.3f}; five networks:", *names[five[:, place]])

# %% letter_b_drawn
fig, axes = plt.subplots(2, 2, figsize=(6.4, 4), width_ratios=[1, 3.4])
for (left, bars), place in zip(axes, places):
    p, best = readings[0][place], readings[0][place].argmax()
    left.imshow(new_images[place], cmap="gray_r")
    left.axis("off")
    colors = ["C2" if i == 1 else "C1" if i == best else "C3" for i in range(26)]
    bars.bar(range(26), p, color=colors)
    bars.text(best, p.max() + 0.03, names[best], ha="center", color=colors[best])
    bars.set(ylim=(0, 1.15), yticks=[0, 1], xticks=[0, 25], xticklabels=["A", "Z"])
plt.show()

# %% one_output
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    alone = np.asarray(keras.layers.Dense(1, activation="softmax")(X))
print(str(caught[0].message).replace(". ", ".\n").replace(", which", ",\nwhich"))
print("its answers to 80 points:", np.unique(alone.round(3)))
