# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

# %% data
(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
x, y, x_test, y_test = x[:2000], y[:2000], x_test[:1000], y_test[:1000]
x, x_test = (i.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)) for i in (x, x_test))
x, x_test = (np.float32(i.reshape(-1, 196) - 33) / 75 for i in (x, x_test))
print("training", x.shape, "test", x_test.shape)


# %% start
def start(recipe, depth, seeds=5):
    sizes, weights = [196] + [50] * depth + [10], []
    for layer in range(depth + 1):
        i, o = sizes[layer : layer + 2]
        limit = np.sqrt({"plain": 1 / i, "Glorot": 6 / (i + o), "He": 6 / i}[recipe])
        rngs = [np.random.default_rng([seed, layer]) for seed in range(seeds)]
        weights.append(np.float32([rng.uniform(-limit, limit, (i, o)) for rng in rngs]))
    return weights


# %% activations
activations = {
    "sigmoid": lambda z: (1 + np.tanh(z / 2)) / 2,
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "leaky": lambda z: np.maximum(z, 0.1 * z),
}
slopes = {
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a**2,
    "relu": lambda a: np.float32(a > 0),
    "leaky": lambda a: np.where(a > 0, np.float32(1), np.float32(0.1)),
}


# %% forward
def forward(x, weights, activation, norm=False, skip=False, known=None):
    z, tape = x @ weights[0], []
    for i, W in enumerate(weights[1:]):
        mean, spread = 0, 1
        if norm and known:
            mean, spread = known[i][:2]
        elif norm:
            mean = z.mean(axis=1, keepdims=True)
            spread = np.sqrt(z.var(axis=1, keepdims=True) + 0.001)
        n = (z - mean) / spread
        a = activations[activation](n)
        tape.append((mean, spread, n, a))
        z = a @ W + (z if skip and W.shape[2] == 50 else 0)
    return z, tape


# %% error
def error(scores, labels):
    powers = np.exp(scores - scores.max(axis=2, keepdims=True))
    shares = powers / powers.sum(axis=2, keepdims=True)
    return shares - np.eye(10, dtype="float32")[labels]


# %% backward
def backward(e, x, weights, tape, activation, norm=False, skip=False):
    tables, arriving = [], []
    for W, (_, spread, n, a) in zip(weights[:0:-1], tape[::-1]):
        tables.insert(0, a.mT @ e)
        d = (e @ W.mT) * slopes[activation](a)
        if norm:
            d -= n * (d * n).mean(axis=1, keepdims=True)
            d -= d.mean(axis=1, keepdims=True)
        e = d / spread + (e if skip and W.shape[2] == 50 else 0)
        arriving.insert(0, e)
    return [x.T @ e, *tables], arriving


# %% remains
def remains(weights, **design):
    scores, tape = forward(x[:200], weights, **design)
    e = error(scores, y[:200])
    arriving = np.float64(backward(e, x[:200], weights, tape, **design)[1])
    sizes = np.sqrt((arriving**2).mean(axis=(2, 3)))
    return float(np.median(sizes[0] / sizes[-1]))


# %% cures
cures = {"none": {}, "weights": {}, "batch norm": {"norm": True}}
cures["residual"] = {"skip": True}
patients, kinds = {}, ("sigmoid", "tanh", "relu")
for name, better in (("sigmoid", "Glorot"), ("tanh", "Glorot"), ("relu", "He")):
    for cure, switch in cures.items():
        recipe = better if cure == "weights" else "plain"
        patients[name, cure] = recipe, {"activation": name, **switch}

# %% reach
reach = {name: [] for name in kinds}
for (name, _), (recipe, design) in patients.items():
    reach[name].append(remains(start(recipe, 20), **design))
print("            sigmoid    tanh    relu")
for cure, *row in zip(cures, *reach.values()):
    print(f"{cure:11}", *(f"{share:7.0e}" for share in row))


# %% train
def train(weights, rates, epochs, **design):
    rng = np.random.default_rng(0)
    steps = np.float32(rates).reshape(-1, 1, 1) / 50
    for _ in range(epochs):
        for rows in rng.permutation(2000).reshape(40, 50):
            scores, tape = forward(x[rows], weights, **design)
            e = error(scores, y[rows])
            tables = backward(e, x[rows], weights, tape, **design)[0]
            for W, table in zip(weights, tables):
                W -= steps * table


# %% trial
def trial(recipe, depth, epochs=5, **design):
    rates = np.array([0.01, 0.03, 0.1])
    weights = [np.tile(W, (3, 1, 1)) for W in start(recipe, depth)]
    with np.errstate(all="ignore"):
        train(weights, rates.repeat(5), epochs, **design)
        known = forward(x, weights, **design)[1]
        scores = forward(x_test, weights, known=known, **design)[0]
    right = (scores.argmax(axis=2) == y_test).mean(axis=1).reshape(3, 5)
    best = np.median(right, axis=1).argmax()
    return rates[best], right[best]


# %% trials
right = {name: [] for name in kinds}
for (name, cure), (recipe, design) in patients.items():
    rate, five = trial(recipe, 20, **design)
    right[name].append(sorted(five.tolist()))
    print(f"{name:8}{cure:11} rate {rate:4}: {min(five):.0%} to {max(five):.0%}")

# %% learned
guessing = float(np.bincount(y_test).max() / 1000)
fig, axes = plt.subplots(1, 3, figsize=(6.4, 3), sharey=True)
for ax, name in zip(axes, right):
    for row, five in enumerate(right[name]):
        mark, color = ("o", "C0") if five[2] > 2 * guessing else ("x", "C1")
        ax.plot(five, [-row] * 5, mark, color=color)
    ax.axvline(guessing, color="C3", linestyle="--")
    ax.set(title=name, xlim=(0, 1), ylim=(-3.5, 0.5))
    ax.set_xticks([0, 0.5, 1], ["0", "50", "100"])
    ax.set_yticks([0, -1, -2, -3], cures)
axes[1].set_xlabel("right on new digits, %")
plt.show()

# %% in_keras
keras.utils.set_random_seed(1)
inputs = keras.Input(shape=(196,))
z = keras.layers.Dense(50, use_bias=False)(inputs)
for neurons in [50] * 19 + [10]:
    n = keras.layers.BatchNormalization(center=False, scale=False)(z)
    a = keras.layers.Activation("relu")(n)
    new = keras.layers.Dense(neurons, use_bias=False)(a)
    z = keras.layers.add([z, new]) if neurons == 50 else new
model = keras.Model(inputs, z)

# %% agree
weights, design = start("He", 20, seeds=1), {"activation": "relu", "norm": True}
design["skip"] = True
for variable, W in zip(model.trainable_variables, weights):
    variable.assign(W[0])
measure = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="sum")
with tf.GradientTape() as recorder:
    loss = measure(y[:50], model(x[:50], training=True))
theirs = recorder.gradient(loss, model.trainable_variables)
scores, tape = forward(x[:50], weights, **design)
ours = backward(error(scores, y[:50]), x[:50], weights, tape, **design)[0]
biggest = float(max(np.abs(table).max() for table in ours))
apart = float(max(np.abs(a[0] - b).max() for a, b in zip(ours, theirs)))
print(f"largest slope {biggest:.1f}, largest difference {apart:.6f}")

# %% deeper
four = {
    "sigmoid": ("Glorot", {"activation": "sigmoid"}),
    "relu": ("Glorot", {"activation": "relu"}),
    "relu, He": ("He", {"activation": "relu"}),
    "residual": ("plain", {"activation": "relu", "skip": True}),
}
depths, runs = (2, 5, 10, 20, 30), {}
print("layers   ", *(f"{depth:4}" for depth in depths))
for label, (recipe, design) in four.items():
    runs[label] = np.array([trial(recipe, depth, **design)[1] for depth in depths])
    print(f"{label:9}", *(f"{share:4.0%}" for share in np.median(runs[label], axis=1)))
deeper = [np.median(each, axis=1).tolist() for each in runs.values()]

# %% deeper_drawn
places = (5, 0.15), (8.3, 0.36), (22, 0.6), (24, 0.9)
for (label, each), color, place in zip(runs.items(), ("C1", "C3", "C2", "C0"), places):
    plt.plot(depths, each, color=color, linewidth=1)
    plt.text(*place, label, color=color)
plt.xlabel("layers")
plt.ylabel("right on new digits")
plt.show()

# %% dead
dead = {"relu": [], "leaky": []}
for name, counts in dead.items():
    weights = start("He", 1)
    for rate in (0.8, 0.1):
        train(weights, rate, 5, activation=name)
        a = forward(x, weights, activation=name)[1][0][3]
        counts.append(sorted((a.max(axis=1) <= 0).sum(axis=1).tolist()))
    print(f"{name:6} at rate 0.8: {counts[0]}, then at 0.1: {counts[1]}")

# %% broken
weights = [2 * W for W in start("He", 20)]
with np.errstate(all="ignore"):
    train(weights, 0.01, 1, activation="relu")
broken = int(np.isnan(weights[0]).any(axis=(1, 2)).sum())
print("networks full of nan:", broken, "of 5")

# %% longer
longer = {}
for label in ("relu", "relu, He", "residual"):
    recipe, design = four[label]
    longer[label] = sorted(trial(recipe, 20, epochs=20, **design)[1].tolist())
    print(f"{label:9} 800 steps: {longer[label][0]:.0%} to {longer[label][4]:.0%}")
