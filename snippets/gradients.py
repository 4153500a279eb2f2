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


# %% gradients
def gradients(weights, **design):
    scores, tape = forward(x[:200], weights, **design)
    e = error(scores, y[:200])
    arriving = np.float64(backward(e, x[:200], weights, tape, **design)[1])
    return np.sqrt((arriving**2).mean(axis=(2, 3)))


def remains(weights, **design):
    arriving = gradients(weights, **design)
    return float(np.median(arriving[0] / arriving[-1]))


# %% by_layer
def band(values, color, label, place, axis="layer", ticks=(1, 5, 10, 15, 20)):
    steps = range(1, len(values) + 1)
    low, high = values.min(axis=1), values.max(axis=1)
    plt.fill_between(steps, low, high, color=color, alpha=0.3, linewidth=0)
    plt.semilogy(steps, np.median(values, axis=1), color=color)
    plt.gca().yaxis.set_major_formatter("{x:g}")
    plt.text(*place, label, color=color)
    plt.xticks(ticks)
    plt.xlabel(axis)
    plt.ylabel("size of the gradient")


first = {}
lines = (("sigmoid", "C1", 1e-11), ("tanh", "C0", 0.5), ("relu", "C2", 3e-5))
for name, color, place in lines:
    arriving = gradients(start("Glorot", 20), activation=name)
    first[name] = float(np.median(arriving[0]))
    print(f"{name:8} last layer {np.median(arriving[-1]):.2f}, first {first[name]:.0e}")
    band(arriving, color, name, (10, place))
plt.show()

# %% by_depth
depths = (2, 5, 10, 20, 30)
print("layers  sigmoid     tanh     relu")
for depth in depths:
    shares = [remains(start("Glorot", depth), activation=name) for name in first]
    print(f"{depth:6}", "".join(f"{share:9.0e}" for share in shares))

# %% slopes
line = np.linspace(-6, 6, 121)
for (name, color, _), place in zip(lines, ((2, 0.17), (-2.7, 0.5), (3, 0.9))):
    plt.plot(line, slopes[name](activations[name](line)), color=color)
    plt.text(*place, name, color=color)
plt.xlabel("weighted sum")
plt.ylabel("slope")
plt.show()

# %% factors
factors = {}
print("         slope  strength  product  measured  flat")
for name in first:
    weights = start("Glorot", 20)
    tape = forward(x[:200], weights, activation=name)[1]
    each = np.stack([slopes[name](a) for _, _, _, a in tape]).astype(float)
    slope = np.sqrt((each**2).mean())
    strength = np.sqrt(50) * np.std(weights[1:-1])
    measured = remains(weights, activation=name) ** (1 / 19)
    factors[name] = [slope, strength, slope * strength, measured, (each < 0.02).mean()]
    print("{:8}{:6.2f}{:10.2f}{:9.2f}{:10.2f}{:6.0%}".format(name, *factors[name]))

# %% saturated
saturated = []
for factor in (1, 10, 100):
    weights = start("Glorot", 1)
    weights[0] *= factor
    tape = forward(x[:200], weights, activation="sigmoid")[1]
    flat = (slopes["sigmoid"](tape[0][3]) < 0.02).mean()
    arrives = np.median(gradients(weights, activation="sigmoid"))
    saturated.append([flat, arrives])
    print(f"weights x {factor:3}: flat {flat:4.0%}, gradient {arrives:.4f}")

# %% explode
largest = []
for factor, color, place in ((2, "C2", 1e5), (1, "C0", 0.6), (0.5, "C1", 1e-6)):
    arriving = gradients([factor * W for W in start("He", 20)], activation="relu")
    largest.append(float(np.median(arriving[0])))
    print(f"weights times {factor:3}, layer 1: {largest[-1]:.0e}")
    band(arriving, color, f"times {factor}", (10, place))
plt.show()

# %% cures
cures = {"none": {}, "weights": {}, "batch norm": {"norm": True}}
cures["residual"] = {"skip": True}
patients = {}
for name, better in (("sigmoid", "Glorot"), ("tanh", "Glorot"), ("relu", "He")):
    for cure, switch in cures.items():
        recipe = better if cure == "weights" else "plain"
        patients[name, cure] = recipe, {"activation": name, **switch}

# %% reach
reach = {name: [] for name in first}
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
def trial(recipe, depth, **design):
    rates = np.array([0.01, 0.03, 0.1])
    weights = [np.tile(W, (3, 1, 1)) for W in start(recipe, depth)]
    with np.errstate(all="ignore"):
        train(weights, rates.repeat(5), 5, **design)
        known = forward(x, weights, **design)[1]
        scores = forward(x_test, weights, known=known, **design)[0]
    right = (scores.argmax(axis=2) == y_test).mean(axis=1).reshape(3, 5)
    best = np.median(right, axis=1).argmax()
    return rates[best], right[best]


# %% trials
right = {name: [] for name in first}
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
    "sigmoid": ("Glorot", {"activation": "sigmoid"}, "C1", (5, 0.15)),
    "relu": ("Glorot", {"activation": "relu"}, "C3", (16, 0.4)),
    "relu, He": ("He", {"activation": "relu"}, "C2", (22, 0.6)),
    "residual": ("plain", {"activation": "relu", "skip": True}, "C0", (24, 0.9)),
}
deeper = []
for label, (recipe, design, color, place) in four.items():
    runs = np.array([trial(recipe, depth, **design)[1] for depth in depths])
    deeper.append(np.median(runs, axis=1).tolist())
    plt.plot(depths, runs, color=color, linewidth=1)
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

# %% recurrent
rng = np.random.default_rng(0)
W, last = rng.normal(size=(5, 50, 50)), rng.normal(size=(5, 50, 1))
W /= np.abs(np.linalg.eigvals(W)).max(axis=1)[:, None, None]
back, axis = [], "steps back in time"
for factor, color, place in ((1.1, "C2", 2e4), (1, "C0", 15), (0.9, "C1", 0.1)):
    e, lengths = last, []
    for _ in range(100):
        e = factor * W @ e
        lengths.append(np.linalg.norm(e, axis=(1, 2)))
    back.append(float(np.median(lengths[-1])))
    band(np.array(lengths), color, str(factor), (60, place), axis, (1, 50, 100))
plt.show()

# %% broken
weights = [2 * W for W in start("He", 20)]
with np.errstate(all="ignore"):
    train(weights, 0.01, 1, activation="relu")
broken = int(np.isnan(weights[0]).any(axis=(1, 2)).sum())
print("networks full of nan:", broken, "of 5")
