# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf


# %% network
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


keras.utils.set_random_seed(1)
W1, W2 = 2 * np.random.random((4, 4)) - 1, 2 * np.random.random((4, 1)) - 1
b1, b2 = np.zeros(4), np.zeros(1)
parameters = W1.size + b1.size + W2.size + b2.size
print("weights and biases:", parameters)

# %% values
x, t = np.array([0.0, 1, 1, 1]), 1
z = x @ W1 + b1
h = sigmoid(z)
s = h @ W2[:, 0] + b2[0]
a = sigmoid(s)
L = 0.5 * (a - t) ** 2
print("z:", z.round(3), "h:", h.round(3))
print(f"s: {s:.3f}, a: {a:.3f}, L: {L:.4f}")

# %% path
rates = {"z of A with the weight": x[2], "h with z": h[0] * (1 - h[0])}
rates |= {"s with h": W2[0, 0], "a with s": a * (1 - a), "L with a": a - t}
for (name, rate), product in zip(rates.items(), np.cumprod([*rates.values()])):
    print(f"{name:22} {rate:7.3f}, product so far {product:8.4f}")
moved = W1 + 0.0001 * np.outer([0, 0, 1, 0], [1, 0, 0, 0])
answer = sigmoid(sigmoid(x @ moved + b1) @ W2[:, 0] + b2[0])
by_nudge = (0.5 * (answer - t) ** 2 - L) / 0.0001
print(f"slope by nudging this weight: {by_nudge:.4f}")

# %% slopes
d_a = a - t
d_s = d_a * a * (1 - a)
d_h = d_s * W2[:, 0]
d_z = d_h * h * (1 - h)
d_x = W1 @ d_z
print(f"a: {d_a:.4f}, s: {d_s:.4f}")
print("h:", d_h.round(4), "z:", d_z.round(4))

# %% graph tags=["hide"]
columns = {"x": (x, d_x), "z": (z, d_z), "h": (h, d_h), "s": ([s], [d_s]), "a": ([a], [d_a]), "L": ([L], [1.0])}
ax = plt.figure(figsize=(6.4, 5.2)).add_subplot(frameon=False, xticks=[], yticks=[])
ax.axis((-0.5, 5.5, -1.1, 4.6))
before = []
for column, (name, (values, back)) in enumerate(columns.items()):
    rows = [3, 2, 1, 0] if len(values) == 4 else [1.5]
    ax.text(column, max(rows) + 0.56, name, ha="center", va="center")
    for row, value, slope in zip(rows, values, back):
        ax.text(column, row + 0.02, f"{value:.2f}", color="C0", ha="center", va="bottom")
        ax.text(column, row - 0.02, f"{slope:.3f}", color="C1", ha="center", va="top")
        ax.add_patch(plt.Rectangle((column - 0.4, row - 0.38), 0.8, 0.76, fill=False, edgecolor="C3"))
        for left in [each for each in before if each == row or name in "zs"]:
            ax.plot([column - 0.6, column - 0.4], [left, row], color="C3", linewidth=0.8)
    before = rows
for text, color, height, side in (("values forward", "C0", 4.3, "left"), ("slopes back", "C1", -0.85, "right")):
    ends = ((5.4, height), (-0.4, height))[:: 1 if side == "left" else -1]
    ax.annotate(text, *ends, color=color, ha=side, va="center", arrowprops={"color": color, "arrowstyle": "-|>"})
plt.show()


# %% forward
def forward(x, layers):
    answers = [x]
    for W, b in layers:
        answers.append(sigmoid(answers[-1] @ W + b))
    return answers


def loss(x, targets, layers):
    return 0.5 * np.sum((forward(x, layers)[-1] - targets) ** 2)


# %% backward
def backward(answers, d, layers):
    slopes = []
    for (W, _), before, after in zip(layers[::-1], answers[-2::-1], answers[::-1]):
        d = d * after * (1 - after)
        slopes.append((before.mT @ d, d.sum(axis=0)))
        d = d @ W.mT
    return slopes[::-1]


def gradient(x, targets, layers):
    answers = forward(x, layers)
    return backward(answers, answers[-1] - targets, layers)


# %% tables
X = np.array([[0, 0, 0, 1], [0, 0, 1, 1], [0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 1, 1.0]])
T = np.array([[0], [0], [1], [0], [1]])
layers = [(W1, b1), (W2, b2)]
slopes = gradient(X, T, layers)
print("answers:", *(answer.shape for answer in forward(X, layers)))
print("tables: ", *(table.shape for table in sum(layers, ())))
print("slopes: ", *(slope.shape for slope in sum(slopes, ())))

# %% products tags=["hide"]
ax = plt.figure(figsize=(6.4, 5)).add_subplot(frameon=False, xticks=[], yticks=[], aspect="equal")
ax.axis((-0.5, 17.5, 16.5, -0.5))
for middle, *boxes in (
    (2.5, ("X", 5, 4, "C0"), ("W", 4, 3, "C0"), ("sums", 5, 3, "C0")),
    (8.4, ("D", 5, 3, "C1"), ("Wᵀ", 3, 4, "C0"), ("slopes\nof X", 5, 4, "C1")),
    (13.8, ("Xᵀ", 4, 5, "C0"), ("D", 5, 3, "C1"), ("slopes\nof W", 4, 3, "C1")),
):
    for (name, high, wide, color), x, sign in zip(boxes, (2.5, 8.5, 14.5), ("·", "=", "")):
        ax.add_patch(plt.Rectangle((x - wide / 2, middle - high / 2), wide, high, fill=False, edgecolor=color))
        ax.text(x, middle, f"{name}\n{high} by {wide}", color=color, ha="center", va="center")
        ax.text(x + 3.1, middle, sign, ha="center", va="center")
plt.show()


# %% check
def nudged(loss, data, table, place, up=1e-5, down=1e-5):
    kept, losses = table[place], []
    for change in (up, -down):
        table[place] = kept + change
        losses.append(loss(*data))
    table[place] = kept
    return (losses[0] - losses[1]) / (up + down)


def furthest(slopes, loss, data, *sizes):
    gaps = []
    for table, slope in zip(sum(data[2], ()), sum(slopes, ())):
        for place in np.ndindex(table.shape):
            gaps.append(abs(nudged(loss, data, table, place, *sizes) - slope[place]))
    return float(max(gaps))


checked = furthest(slopes, loss, (X, T, layers))
print(f"largest difference of {parameters}: {checked:.0e}")

# %% sizes
rounded = [(W.astype("float32"), b.astype("float32")) for W, b in layers]
data, data32 = (X, T, layers), (X.astype("float32"), T, rounded)
sizes, curves, least = 10.0 ** -np.arange(1, 14), {}, {}
kinds = {"one side": (data, 0), "both sides": (data, 1), "7 digits": (data32, 1)}
for name, (given, sides) in kinds.items():
    errors = [furthest(slopes, loss, given, size, sides * size) for size in sizes]
    curves[name], least[name] = errors, sizes[np.argmin(errors)]
    print(f"{name:10} best nudge {least[name]:.0e}, error {min(errors):.0e}")

# %% sizes_drawn
for errors, color, mark in zip(curves.values(), ("C1", "C0", "C3"), "^os"):
    plt.loglog(sizes, errors, mark + "-", color=color)
plt.text(2e-7, 3e-6, "one side", color="C1", ha="center")
plt.text(2e-6, 1e-13, "both sides", color="C0", ha="center")
plt.text(1e-5, 5, "both, 7 digits", color="C3", ha="center")
plt.xticks([1e-13, 1e-9, 1e-5, 0.1], ["1e-13", "1e-9", "1e-5", "0.1"])
plt.yticks([1e-12, 1e-8, 1e-4, 1], ["1e-12", "1e-8", "1e-4", "1"])
plt.gca().set(xlabel="nudge", ylabel="error of the slope", ylim=(1e-14, 1e3))
plt.show()

# %% tape
dense = keras.layers.Dense
model = keras.Sequential([keras.Input((4,)), dense(4, "sigmoid"), dense(1, "sigmoid")])
model.set_weights([W1, b1, W2, b2])
with tf.GradientTape() as tape:
    total = 0.5 * tf.reduce_sum((model(X) - T) ** 2)
pairs = zip(tape.gradient(total, model.trainable_variables), sum(slopes, ()))
tape_differs = max(np.abs(theirs - ours).max() for theirs, ours in pairs)
print("within 0.00001 of TensorFlow:", bool(tape_differs < 1e-5))


# %% softmax
def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def cross_entropy(scores, Y):
    return -np.sum(Y * np.log(softmax(scores)))


scores, wanted = np.array([2.0, 1.0, -1.0]), np.array([0, 1, 0])
p = softmax(scores)
tried = [nudged(cross_entropy, (scores, wanted), scores, i) for i in range(3)]
print("shares:", p.round(3), "wanted:", wanted)
print("p - y: ", (p - wanted).round(3), "nudged:", np.round(tried, 3))


# %% head
def head_gradient(x, Y, layers):
    *hidden, (W, b) = layers
    answers = forward(x, hidden)
    d = softmax(answers[-1] @ W + b) - Y
    return [*backward(answers, d @ W.mT, hidden), (answers[-1].mT @ d, d.sum(axis=0))]


def head_loss(x, Y, layers):
    *hidden, (W, b) = layers
    return cross_entropy(forward(x, hidden)[-1] @ W + b, Y)


Y = np.eye(3)[[0, 1, 2, 1, 2]]
three = [(W1, b1), (2 * np.random.random((4, 3)) - 1, np.zeros(3))]
head_checked = furthest(head_gradient(X, Y, three), head_loss, (X, Y, three))
print(f"largest difference from nudging: {head_checked:.0e}")


# %% counted
class Counted(np.ndarray):
    work = 0

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        plain = [np.asarray(each) for each in inputs]
        result = np.asarray(getattr(ufunc, method)(*plain, **options))
        sums = result.size * plain[0].shape[-1] if ufunc is np.matmul else 0
        Counted.work += sums or max(result.size, plain[0].size)
        return result.view(Counted)


def count(function, x, *rest):
    Counted.work = 0
    function(x.view(Counted), *rest)
    return Counted.work


# %% growth
def start(pairs, seed):
    rng = np.random.default_rng(seed)
    return [(rng.normal(size=pair), rng.normal(size=pair[1])) for pair in pairs]


grown = []
for n in (4, 16, 64, 256):
    net = start([(n, n), (n, n), (n, 1)], 1)
    size, sample = sum(table.size for table in sum(net, ())), (np.ones((5, n)), T, net)
    grown.append([size, count(gradient, *sample) / count(loss, *sample), 2 * size])
    print("{:7,} parameters: gradient {:.2f}, nudging {:7,}".format(*grown[-1]))
work = count(loss, X, T, layers), count(gradient, X, T, layers)
print("our 25: loss {}, gradient {}".format(*work))

# %% growth_drawn
totals, ratios, nudges = np.transpose(grown)
plt.loglog(totals, nudges, "^-", color="C1")
plt.loglog(totals, ratios, "o-", color="C0")
plt.axhline(5, color="C3", linestyle="--", linewidth=1)
plt.text(300, 4e4, "nudging", color="C1", ha="center")
plt.text(3000, 0.7, "backpropagation", color="C0", ha="center")
plt.text(1e5, 7, "five", color="C3", ha="right")
plt.xticks([100, 1e3, 1e4, 1e5], ["100", "1,000", "10,000", "100,000"])
plt.yticks([1, 100, 1e4, 1e6], ["1", "100", "10,000", "1,000,000"])
plt.gca().set(xlabel="weights and biases", ylabel="forward passes", ylim=(0.3, 1e6))
plt.show()


# %% hurried
def hurried(x, targets, layers):
    slopes = gradient(x, targets, layers)
    late = [(W - dW, b) for (W, b), (dW, _) in zip(layers, slopes)]
    answers = forward(x, layers)
    return backward(answers, answers[-1] - targets, late)


hurried_gap = furthest(hurried(X, T, layers), loss, (X, T, layers))
print(f"largest difference from nudging: {hurried_gap:.4f}")

# %% seeds
gaps = {"two layers": [], "five layers": [], "hurried": []}
for seed in range(1, 21):
    data = X, T, start([(4, 4), (4, 1)], seed)
    many = X, Y, start([(4, 6), (6, 6), (6, 6), (6, 6), (6, 3)], seed)
    gaps["two layers"].append(furthest(gradient(*data), loss, data))
    gaps["five layers"].append(furthest(head_gradient(*many), head_loss, many))
    gaps["hurried"].append(furthest(hurried(*data), loss, data))
for name, found in gaps.items():
    print(f"{name:11} difference from nudging {min(found):.0e} to {max(found):.0e}")
