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


# %% loss
def loss(w):
    return 0.5 * np.mean((w * mass - stretch) ** 2)


def slope(w):
    return np.mean(mass * (w * mass - stretch))


for w in (0, 1, 2, 3):
    print(f"w = {w}: loss {loss(w):.2f}, slope {slope(w):5.2f}")


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
    ax.plot(line, [loss(w) for w in line], color="C3", linewidth=1)
    ax.plot(path, [loss(w) for w in path], "o-", color="C0", linewidth=1)
    ax.plot(path[0], loss(path[0]), "o", color="C1", markersize=10)
    ax.set(xlabel="w", xlim=(-1.6, 5.6), ylim=(0, 13), title=f"{rate}: {verdict}")
axes[0].set_ylabel("loss")
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


draw_map(plt.figure(figsize=(6.4, 3.2)).gca())
for move, color in ((down / 12, "C1"), (home, "C2")):
    plt.quiver(*start, *move, color=color, angles="xy", scale_units="xy", scale=1)
plt.text(4.58, -1.35, "straight down", color="C1", ha="center", va="top")
plt.text(3.5, -0.1, "to the\nbottom", color="C2", ha="center", va="center")
plt.text(4.5, 0.38, f"{angle:.0f}°", ha="center", va="center")
plt.ylim(-1.85, 1.5)
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
swinging_path = momentum(gradient, start, rate=0.075, beta=0.9, steps=200)
arrived = [arrival(path) for path in (plain_path, rolling_path, swinging_path)]
print("steps to the bottom with beta 0, 0.6 and 0.9:", *arrived)


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
adam_arrived = arrival(adam_path)
print(*adam_path[:4].round(2), "steps to the bottom:", adam_arrived)

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

# %% settings
betas, table = (0, 0.3, 0.6, 0.9), {}
print("beta      ", *(f"{beta:5}" for beta in betas))
for rate in (0.02, 0.04, 0.075):
    paths = [momentum(gradient, start, rate, beta, 400) for beta in betas]
    table[rate] = [arrival(path) for path in paths]
    print(f"rate {rate:5}", *(f"{steps:5}" for steps in table[rate]))
