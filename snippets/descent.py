# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np

# %% spring
rng = np.random.default_rng(1)
mass = rng.uniform(0, 3, 100)
stretch = 2 * mass + rng.normal(0, 0.5, 100)
print(np.transpose([mass, stretch])[:4].round(2))


# %% cost
def cost(w):
    return 0.5 * np.mean((w * mass - stretch) ** 2)


def slope(w):
    return np.mean(mass * (w * mass - stretch))


for w in (0, 1, 2, 3):
    print(f"w = {w}: cost {cost(w):.2f}, slope {slope(w):5.2f}")


# %% walk
def walk(rate, steps, w=0.0):
    path = [w]
    for _ in range(steps):
        w = w - rate * slope(w)
        path.append(w)
    return np.array(path)


best = np.sum(mass * stretch) / np.sum(mass**2)
print("w:", walk(0.2, 6).round(3), f"best: {best:.3f}")

# %% rates
line = np.linspace(-1.6, 5.6, 60)
fig, axes = plt.subplots(1, 3, figsize=(6.4, 3), sharey=True)
for ax, rate, verdict in zip(axes, (0.02, 0.2, 0.68), ("small", "good", "large")):
    path = walk(rate, 6)
    ax.plot(line, [cost(w) for w in line], color="C3", linewidth=1)
    ax.plot(path, [cost(w) for w in path], "o-", color="C0", linewidth=1)
    ax.plot(path[0], cost(path[0]), "o", color="C1", markersize=10)
    ax.set(xlabel="w", xlim=(-1.6, 5.6), ylim=(0, 13), title=f"{rate}: {verdict}")
axes[0].set_ylabel("cost")
plt.show()

# %% largest
stable, wild = 0.0, 2.0
for _ in range(40):
    rate = (stable + wild) / 2
    arrives = abs(walk(rate, 100)[-1] - best) < abs(best)
    stable, wild = (rate, wild) if arrives else (stable, rate)
curvature = np.mean(mass**2)
print(f"largest rate found {stable:.6f}, 2 / curvature {2 / curvature:.6f}")
print("at 1 / curvature, after one step:", walk(1 / curvature, 1)[1].round(3))


# %% valley
def f(x, y):
    return 0.5 * (x**2 + 25 * y**2)


def gradient(point):
    return np.array([1, 25]) * point


start = np.array([5.0, 1.0])
down, home = -gradient(start), -start
cosine = down @ home / np.linalg.norm(down) / np.linalg.norm(home)
angle = np.degrees(np.arccos(cosine))
print(f"down {down}, to the bottom {home}, {angle:.2f} degrees apart")

# %% compass
angles, turned = np.arange(-180, 180, 0.05), []
turns = np.arctan2(down[1], down[0]) + np.radians(angles)
for length in (0.001, 0.5, 1, 2, np.linalg.norm(home)):
    tried = f(5 + length * np.cos(turns), 1 + length * np.sin(turns))
    turned.append(abs(angles[tried.argmin()]))
    print(f"step {length:.3f}: best {turned[-1]:4.1f} degrees off, {tried.min():.2f}")


# %% map
def draw_map(ax):
    turn = np.linspace(0, 2 * np.pi, 60)
    for half in np.sqrt(2 * np.array([0.5, 4, 12.5, 25])):
        ax.plot(half * np.cos(turn), half / 5 * np.sin(turn), "C3", linewidth=0.7)
    ax.plot(0, 0, "+", color="C2", markersize=14, markeredgewidth=3)
    ax.set(aspect="equal", xlim=(-2, 6), ylim=(-1.5, 1.5), xlabel="x", ylabel="y")


draw_map(plt.figure(figsize=(6.4, 2.9)).gca())
for move, color in ((down / 12, "C1"), (home, "C2")):
    plt.quiver(*start, *move, color=color, angles="xy", scale_units="xy", scale=1)
plt.text(4.4, -1.05, "straight down", color="C1", ha="right")
plt.text(2.95, -0.1, "to the bottom", color="C2")
plt.text(4.15, 0.35, f"{angle:.0f}°")
plt.show()


# %% momentum
def momentum(gradient, place, rate, beta, steps):
    path, velocity = [place], 0
    for _ in range(steps):
        velocity = beta * velocity - rate * gradient(path[-1])
        path.append(path[-1] + velocity)
    return np.array(path)


def arrival(path):
    return int(np.flatnonzero(np.linalg.norm(path, axis=1) > 0.05)[-1] + 1)


plain_path = momentum(gradient, start, rate=0.075, beta=0, steps=100)
rolling_path = momentum(gradient, start, rate=0.075, beta=0.6, steps=100)
print("steps to the bottom:", arrival(plain_path), "and", arrival(rolling_path))


# %% adam
def adam(gradient, place, rate, steps, b1=0.9, b2=0.999):
    path, mean, square = [place], 0, 0
    for step in range(1, steps + 1):
        slopes = gradient(path[-1])
        mean = b1 * mean + (1 - b1) * slopes
        square = b2 * square + (1 - b2) * slopes**2
        size = np.sqrt(square / (1 - b2**step)) + 1e-7
        path.append(path[-1] - rate * mean / (1 - b1**step) / size)
    return np.array(path)


adam_path = adam(gradient, start, rate=0.5, steps=100)
print(*adam_path[:4].round(2), "steps to the bottom:", arrival(adam_path))


# %% keras
sgd = keras.optimizers.SGD(learning_rate=0.075, momentum=0.6)
adam_keras = keras.optimizers.Adam(learning_rate=0.05)
pairs = (sgd, rolling_path), (adam_keras, adam(gradient, start, 0.05, 10))
differs = {}
for optimizer, path in pairs:
    place = keras.Variable(start)
    for _ in range(10):
        optimizer.apply([gradient(np.asarray(place))], [place])
    differs[optimizer.name] = np.abs(np.asarray(place) - path[10]).max()
    print(f"{optimizer.name}: differs by {differs[optimizer.name]:.0e} after 10 steps")

# %% steeper
steep_adam = adam(lambda point: 1000 * gradient(point), start, 0.5, 100)
steep_plain = momentum(lambda point: 1000 * gradient(point), start, 0.075, 0, 3)
adam_moved = np.abs(steep_adam - adam_path).max()
print(f"Adam moves by {adam_moved:.0e}; plain, y in 3 steps: {steep_plain[3, 1]:,.0f}")

# %% paths
fig, axes = plt.subplots(3, 1, figsize=(6.4, 7.2), sharex=True)
walks = {"plain": plain_path, "momentum": rolling_path, "Adam": adam_path}
for ax, (name, path) in zip(axes, walks.items()):
    draw_map(ax)
    ax.plot(*path[:41].T, "o-", color="C0", linewidth=1, markersize=4)
    ax.set(title=f"{name}: {arrival(path)} steps", xlabel="")
plt.show()

# %% grams
wrong = 2000 * (2 * 2000 - 4)
thrown, held = 2 - 0.02 * wrong, 2 - 0.02 * wrong / max(1, abs(wrong))
print(f"slope {wrong:,.0f}, w after a step {thrown:,.0f}; clipped: {held:.2f}")

# %% clip
each = down / np.maximum(1, np.abs(down))
jointly = down / max(1, np.linalg.norm(down))
print("by hand:", each, jointly.round(3))
clipped, swings = [], []
for limit in ({"clipnorm": 1}, {"global_clipnorm": 1}):
    tables = [keras.Variable([5.0]), keras.Variable([1.0])]
    keras.optimizers.SGD(1.0, **limit).apply([[5.0], [25.0]], tables)
    clipped.append(np.ravel(tables) - start)
    swings.append(abs(np.degrees(np.arctan2(*clipped[-1]) - np.arctan2(*down))))
    print(limit, clipped[-1].round(3), f"turned by {swings[-1]:.1f} degrees")

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
    print(f"batch {size:4}: loss {ends[size]:.2f}; steps that raised it: {rises[size]}")

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


# %% jitter
def one_example(w):
    one = rng.integers(100, size=20)
    return mass[one] * (w * mass[one] - stretch[one])


print(f"all examples, 100 steps of 0.2: {abs(walk(0.2, 100)[-1] - best):.3f} off")
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
for name, losses in zip(walks, middle):
    row = losses.min(), rates[losses.argmin()], losses[8]
    print("{:8} lowest {:.2f} at rate {:5.2g}; at rate 1: {:.2f}".format(name, *row))

# %% rules_drawn
for runs, color, mark in zip(finals, ("C3", "C0", "C1"), "so^"):
    plt.loglog(rates, np.median(runs, axis=1), mark + "-", color=color)
    plt.fill_between(rates, runs.min(axis=1), runs.max(axis=1), color=color, alpha=0.3)
plt.text(0.9, 0.165, "plain", color="C3")
plt.text(0.05, 0.165, "momentum", color="C0")
plt.text(0.03, 0.13, "Adam", color="C1", ha="center")
plt.minorticks_off()
plt.xticks([0.0001, 0.001, 0.01, 0.1, 1], ["0.0001", "0.001", "0.01", "0.1", "1"])
plt.yticks([0.1, 0.2, 0.5, 1, 2, 5], [0.1, 0.2, 0.5, 1, 2, 5])
plt.gca().set(xlabel="learning rate", ylabel="loss after 3 epochs")
plt.show()
