# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np

# %% data
(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
x, y, x_test, y_test = x[:2000], y[:2000], x_test[:1000], y_test[:1000]
x, x_test = (i.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)) for i in (x, x_test))
x, x_test = (np.float32(i.reshape(-1, 196) - 33) / 75 for i in (x, x_test))
print("training", x.shape, "test", x_test.shape)


# %% start
def start(recipe, depth, width=50):
    sizes, weights = [196] + [width] * depth + [10], []
    for layer in range(depth + 1):
        i, o = sizes[layer : layer + 2]
        limit = np.sqrt({"plain": 1 / i, "Glorot": 6 / (i + o), "He": 6 / i}[recipe])
        rngs = [np.random.default_rng([seed, layer]) for seed in range(5)]
        weights.append(np.float32([rng.uniform(-limit, limit, (i, o)) for rng in rngs]))
    return weights


# %% activations
activations = {
    "sigmoid": lambda z: (1 + np.tanh(z / 2)) / 2,
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
}
slopes = {
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a**2,
    "relu": lambda a: np.float32(a > 0),
}


# %% forward
def forward(x, weights, activation):
    z, answers = x @ weights[0], []
    for W in weights[1:]:
        a = activations[activation](z)
        answers.append(a)
        z = a @ W
    return z, answers


# %% error
def error(scores, labels):
    powers = np.exp(scores - scores.max(axis=2, keepdims=True))
    shares = powers / powers.sum(axis=2, keepdims=True)
    return shares - np.eye(10, dtype="float32")[labels]


# %% backward
def backward(e, x, weights, answers, activation):
    tables, arriving = [], []
    for W, a in zip(weights[:0:-1], answers[::-1]):
        tables.insert(0, a.mT @ e)
        e = (e @ W.mT) * slopes[activation](a)
        arriving.insert(0, e)
    return [x.T @ e, *tables], arriving


# %% gradients
def gradients(weights, activation):
    scores, answers = forward(x[:200], weights, activation)
    e = error(scores, y[:200])
    arriving = backward(e, x[:200], weights, answers, activation)[1]
    return np.sqrt((np.float64(arriving) ** 2).mean(axis=(2, 3)))


def remains(weights, activation):
    arriving = gradients(weights, activation)
    return float(np.median(arriving[0] / arriving[-1]))


# %% by_layer
arriving = {}
for name in ("sigmoid", "tanh", "relu"):
    arriving[name] = gradients(start("Glorot", 20), name)
first = {name: float(np.median(sizes[0])) for name, sizes in arriving.items()}
part = float(np.median(arriving["sigmoid"][0] / arriving["sigmoid"][-1]))
for name, sizes in arriving.items():
    print(f"{name:8} last layer {np.median(sizes[-1]):.2f}, first {first[name]:.0e}")
print(f"sigmoid: {part:.0e} of it arrives")


# %% by_layer_drawn
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


lines = (("sigmoid", "C1", 1e-11), ("tanh", "C0", 0.5), ("relu", "C2", 3e-5))
for name, color, place in lines:
    band(arriving[name], color, name, (10, place))
plt.show()

# %% by_depth
depths = (2, 5, 10, 20, 30)
print("layers  sigmoid     tanh     relu")
for depth in depths:
    shares = [remains(start("Glorot", depth), name) for name in first]
    print(f"{depth:6}", "".join(f"{share:9.0e}" for share in shares))

# %% slopes
line = np.linspace(-6, 6, 121)
places = (2, 0.17), (-2.7, 0.5), (3, 0.9)
for name, color, place in zip(slopes, ("C1", "C0", "C2"), places):
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
    answers = forward(x[:200], weights, name)[1]
    each = np.stack([slopes[name](a) for a in answers]).astype(float)
    slope = np.sqrt((each**2).mean())
    strength = np.sqrt(50) * np.std(weights[1:-1])
    measured = remains(weights, name) ** (1 / 19)
    factors[name] = [slope, strength, slope * strength, measured, (each < 0.02).mean()]
    print("{:8}{:6.2f}{:10.2f}{:9.2f}{:10.2f}{:6.0%}".format(name, *factors[name]))

# %% saturated
saturated = []
for factor in (1, 10, 100):
    weights = start("Glorot", 1)
    weights[0] *= factor
    answers = forward(x[:200], weights, "sigmoid")[1]
    flat = (slopes["sigmoid"](answers[0]) < 0.02).mean()
    arrives = np.median(gradients(weights, "sigmoid"))
    saturated.append([flat, arrives])
    print(f"weights x {factor:3}: flat {flat:4.0%}, gradient {arrives:.4f}")

# %% explode
scaled, largest = {}, []
for factor in (2, 1, 0.5):
    scaled[factor] = gradients([factor * W for W in start("He", 20)], "relu")
    largest.append(float(np.median(scaled[factor][0])))
    print(f"weights times {factor:3}, layer 1: {largest[-1]:.0e}")

# %% explode_drawn
for factor, color, place in ((2, "C2", 1e5), (1, "C0", 0.6), (0.5, "C1", 1e-6)):
    band(scaled[factor], color, f"times {factor}", (10, place))
plt.show()

# %% recurrent
rng = np.random.default_rng(0)
W, last = rng.normal(size=(5, 50, 50)), rng.normal(size=(5, 50, 1))
W /= np.abs(np.linalg.eigvals(W)).max(axis=1)[:, None, None]
lengths = {}
for factor in (1.1, 1, 0.9):
    e, lengths[factor] = last, []
    for _ in range(100):
        e = factor * W @ e
        lengths[factor].append(np.linalg.norm(e, axis=(1, 2)))
back = [float(np.median(sizes[-1])) for sizes in lengths.values()]
print("after 100 steps:", *(f"{size:.0e}" for size in back))

# %% recurrent_drawn
for factor, color, place in ((1.1, "C2", 2e4), (1, "C0", 15), (0.9, "C1", 0.1)):
    sizes, axis = np.array(lengths[factor]), "steps back in time"
    band(sizes, color, str(factor), (60, place), axis, (1, 50, 100))
plt.show()

# %% widths
widths = {}
print("neurons  sigmoid  tanh  relu")
for width in (25, 50, 200):
    nets = [start("Glorot", 20, width) for _ in first]
    widths[width] = [remains(W, name) ** (1 / 19) for W, name in zip(nets, first)]
    print("{:7}{:9.2f}{:6.2f}{:6.2f}".format(width, *widths[width]))
