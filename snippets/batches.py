# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np

# %% images
(images, labels), _ = keras.datasets.mnist.load_data()
x = images[:2000].reshape(2000, 784).astype("float32") / 255
y = keras.utils.to_categorical(labels[:2000], num_classes=10)
for size in (1, 32, 200, 2000):
    print(f"batch {size:4}: {int(np.ceil(2000 / size)):4} steps an epoch")


# %% softmax
def shares(x, W):
    powers = np.exp(x @ W - np.max(x @ W, axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def loss(W):
    right = shares(x, W)[np.arange(2000), labels[:2000]]
    return -np.mean(np.log(np.maximum(right, 1e-7)))


def batch_gradient(W, rows):
    return x[rows].T @ (shares(x[rows], W) - y[rows]) / len(rows)


# %% rules_of_descent
def momentum(gradient, place, rate, beta, steps):
    path, velocity = [place], 0
    for _ in range(steps):
        velocity = beta * velocity - rate * gradient(path[-1])
        path.append(path[-1] + velocity)
    return np.array(path)


def adam(gradient, place, rate, steps, b1=0.9, b2=0.999):
    path, mean, square = [place], 0, 0
    for step in range(1, steps + 1):
        slopes = gradient(path[-1])
        mean = b1 * mean + (1 - b1) * slopes
        square = b2 * square + (1 - b2) * slopes**2
        size = np.sqrt(square / (1 - b2**step)) + 1e-7
        path.append(path[-1] - rate * mean / (1 - b1**step) / size)
    return np.array(path)


# %% batches
def batches(size, seed):
    rng = np.random.default_rng(seed)
    while True:
        order = rng.permutation(2000)
        yield from np.split(order, range(size, 2000, size))


def learn(rule, size, seed, *settings):
    parts = batches(size, seed)
    zeros = np.zeros((784, 10), "float32")
    return rule(lambda W: batch_gradient(W, next(parts)), zeros, *settings)


# %% one_epoch
seeds, epochs, rises, ends = range(1, 6), {}, {}, {}
for size in (20, 200, 2000):
    runs = [learn(momentum, size, seed, 0.2, 0, 2000 // size) for seed in seeds]
    epochs[size] = np.array([[loss(W) for W in run] for run in runs])
    rises[size] = (np.diff(epochs[size]) > 0).sum(axis=1).tolist()
    ends[size] = float(np.median(epochs[size][:, -1]))
    print(f"batch {size:4}: loss {ends[size]:.2f}", end=", ")
    print(f"steps up: {min(rises[size])} to {max(rises[size])}")

# %% one_epoch_drawn
labels_at = {20: ("C0", 0.1), 200: ("C1", 1.5), 2000: ("C3", 2.3)}
for size, (color, height) in labels_at.items():
    for run in epochs[size]:
        plt.plot(np.linspace(0, 2000, len(run)), run, color=color, linewidth=1)
    plt.text(1500, height, f"batches of {size:,}", color=color, ha="center")
plt.axis((0, 2000, 0, 2.6))
plt.gca().set(xlabel="images used", ylabel="loss on all 2,000")
plt.show()

# %% noise
W = learn(momentum, 20, 1, 0.2, 0, 100)[-1]
full = batch_gradient(W, np.arange(2000))
noise = np.zeros((5, 5))
for row, size in enumerate((1, 4, 16, 64, 256)):
    for column, seed in enumerate(seeds):
        picks = np.random.default_rng(seed).integers(2000, size=(100, size))
        errors = [batch_gradient(W, rows) - full for rows in picks]
        noise[row, column] = np.sqrt(np.sum(np.square(errors)) / np.sum(full**2)) / 10
    print(f"batch {size:3}: noise {noise[row].min():5.2f} to {noise[row].max():5.2f}")

# %% asked tags=["hide"]
begin, parts = np.zeros((784, 10), "float32"), batches(20, 1)
true = -batch_gradient(begin, np.arange(2000)).ravel()
length = np.linalg.norm(true)
few = np.array([-batch_gradient(begin, next(parts)).ravel() for _ in range(20)]) / length
ahead = few @ true / length
sideways = np.linalg.svd(few - np.outer(ahead, true / length), full_matrices=False)[2][0]
ax = plt.figure(figsize=(6.4, 3.6)).add_subplot(frameon=False, xticks=[], yticks=[], aspect="equal")
arrows = {"angles": "xy", "scale_units": "xy", "scale": 1}
ax.quiver(*np.zeros((2, 20)), ahead, few @ sideways, color="C0", width=0.004, **arrows)
ax.quiver(0, 0, 1, 0, color="C1", width=0.012, **arrows)
ax.axis((-0.5, 2.9, -1.2, 1.3))
ax.text(1.5, 0, "all 2,000", color="C1", va="center")
ax.text(1.5, 1.1, "20 images each", color="C0", va="center")
plt.show()

# %% spring
rng = np.random.default_rng(1)
mass = rng.uniform(0, 3, 100)
stretch = 2 * mass + rng.normal(0, 0.5, 100)
best = np.sum(mass * stretch) / np.sum(mass**2)
print(f"best weight: {best:.3f}")


# %% jitter
def one_example(w):
    one = rng.integers(100, size=20)
    return mass[one] * (w * mass[one] - stretch[one])


def all_examples(w):
    return np.mean(mass * (w * mass - stretch))


still = float(abs(momentum(all_examples, 0.0, 0.2, 0, 100)[-1] - best))
print(f"all examples, 100 steps of 0.2: {still:.3f} off")
paths, distance = {}, []
for rate in (0.2, 0.02, 0.002):
    rng = np.random.default_rng(1)
    paths[rate] = path = momentum(one_example, np.zeros(20), rate, 0, 2000)
    off = [np.abs(path[i - 50 : i] - best).mean(axis=0) for i in (100, 500, 2000)]
    distance.append(np.median(off, axis=1).tolist())
    print(f"rate {rate:5} after 100, 500, 2000:", np.round(distance[-1], 3))

# %% jitter_drawn
spots = (1010, 2.7), (1010, 2.05), (210, 1)
for (rate, path), color, spot in zip(paths.items(), ("C1", "C0", "C3"), spots):
    low, high = path.min(axis=1)[:1000:20], path.max(axis=1)[:1000:20]
    plt.fill_between(range(0, 1000, 20), low, high, color=color, alpha=0.4)
    plt.text(*spot, rate, color=color)
plt.axhline(best, color="C2", linestyle="--", linewidth=1)
plt.axis((0, 1000, 0, 3.2))
plt.gca().set(xlabel="step", ylabel="w in 20 runs")
plt.show()

# %% rules
rates = 10.0 ** np.arange(-4, 1, 0.5)
finals = np.zeros((3, 10, 5))
for column, rate in enumerate(rates):
    for place, seed in enumerate(seeds):
        kinds = (momentum, rate, 0), (momentum, rate, 0.9), (adam, rate)
        runs = [learn(kind, 32, seed, *rest, 189) for kind, *rest in kinds]
        finals[:, column, place] = [loss(run[-1]) for run in runs]
middle, bands = np.median(finals, axis=2), np.ptp(finals, axis=2)
for name, losses in zip(("plain", "momentum", "Adam"), middle):
    row = losses.min(), rates[losses.argmin()], losses[8]
    print("{:8} lowest {:.2f} at rate {:5.2g}; at rate 1: {:.2f}".format(name, *row))

# %% rules_drawn
for runs, color, mark in zip(finals, ("C3", "C0", "C1"), "so^"):
    plt.loglog(rates, np.median(runs, axis=1), mark + "-", color=color)
    plt.fill_between(rates, runs.min(axis=1), runs.max(axis=1), color=color, alpha=0.3)
plt.text(0.9, 0.165, "plain", color="C3")
plt.text(0.05, 0.165, "momentum", color="C0")
plt.text(0.0022, 0.19, "Adam", color="C1")
plt.minorticks_off()
plt.xticks([0.0001, 0.001, 0.01, 0.1, 1], ["0.0001", "0.001", "0.01", "0.1", "1"])
plt.yticks([0.1, 0.2, 0.5, 1, 2, 5], [0.1, 0.2, 0.5, 1, 2, 5])
plt.gca().set(xlabel="learning rate", ylabel="loss after 3 epochs")
plt.show()
