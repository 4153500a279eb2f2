# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np


# %% rule
def rule(n):
    return 2 * n


print([rule(n) for n in (1, 2, 3, 4)], "and then", rule(5))

# %% learned_line
n = np.array([1.0, 2.0, 3.0, 4.0])
row = np.array([2.0, 4.0, 6.0, 8.0])
slope, start = np.polyfit(n, row, 1)
line_next = slope * 5 + start
print(f"{slope:.2f} times n plus {abs(start):.2f}, and then {line_next:.2f}")


# %% train
def train(activation, targets, seed):
    keras.utils.set_random_seed(seed)
    network = keras.Sequential([keras.Input(shape=(1,))])
    network.add(keras.layers.Dense(16, activation=activation))
    network.add(keras.layers.Dense(16, activation=activation))
    network.add(keras.layers.Dense(1))
    network.compile(keras.optimizers.Adam(0.01), "mse", steps_per_execution=500)
    x, y = np.tile(n, 2500)[:, np.newaxis], np.tile(targets, 2500)
    network.fit(x, y, batch_size=4, shuffle=False, verbose=0)
    return network


def ask(network, numbers):
    return np.asarray(network(np.reshape(numbers, (-1, 1)))).ravel()


# %% network
network = train("relu", row, seed=1)
network_next = float(ask(network, 5.0)[0])
print("for 1 to 4:", ask(network, n).round(2), f"and then {network_next:.2f}")

# %% digits
(images, labels), (new_images, new_labels) = keras.datasets.mnist.load_data()
x, y = images[:2000].reshape(-1, 784) / 255, labels[:2000]
x_new, y_new = new_images[:1000].reshape(-1, 784) / 255, new_labels[:1000]
right = []
for seed in range(1, 6):
    keras.utils.set_random_seed(seed)
    reader = keras.Sequential([keras.Input(shape=(784,))])
    reader.add(keras.layers.Dense(64, activation="relu"))
    reader.add(keras.layers.Dense(10, activation="softmax"))
    reader.compile("adam", "sparse_categorical_crossentropy", steps_per_execution=63)
    reader.fit(x, y, epochs=10, verbose=0)
    right.append(float((np.asarray(reader(x_new)).argmax(axis=1) == y_new).mean()))
print("unseen digits read correctly:", [f"{share:.1%}" for share in right])

# %% seen_before
apart = (x_new**2).sum(axis=1)[:, None] - 2 * x_new @ x.T + (x**2).sum(axis=1)
nearest = apart.argmin(axis=1)
differing = (x_new != x[nearest]).sum(axis=1)
seen = int((differing == 0).sum())
typical = int(np.median(differing))
looked_up = float((y[nearest] == y_new).mean())
print(f"new digits that are among the 2,000 old ones: {seen} of 1,000")
print(f"pixels in which the most similar old one differs: mostly {typical}")
print(f"right by taking over the label of the most similar: {looked_up:.1%}")

# %% look
fig, axes = plt.subplots(2, 5, figsize=(6.4, 2.9))
for (top, bottom), new, old in zip(axes.T, x_new, x[nearest]):
    top.imshow(new.reshape(28, 28), cmap="gray_r")
    bottom.imshow(old.reshape(28, 28), cmap="gray_r")
axes[0, 0].set_ylabel("new")
axes[1, 0].set_ylabel("most\nsimilar")
plt.setp(axes, xticks=[], yticks=[])
for ax in axes.flat:
    ax.spines[:].set_visible(True)
plt.show()

# %% twenty
asked = np.append(np.linspace(0, 8, 33), 100)
names = ["relu, 2n", "tanh, 2n", "relu, n²", "tanh, n²"]
runs = np.zeros((4, 5, 34))
for kind, name in enumerate(names):
    activation, targets = name[:4], row if "2n" in name else n**2
    for seed in range(1, 6):
        runs[kind, seed - 1] = ask(train(activation, targets, seed), asked)


# %% next_number
def spread(number):
    found = runs[:, :, asked == number]
    return found.min(axis=(1, 2)), found.max(axis=(1, 2))


next_low, next_high = spread(5)
for kind, name in enumerate(names):
    print(f"{name}: {next_low[kind]:5.2f} to {next_high[kind]:5.2f}")

# %% answers
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.6))
near = asked[:-1]
targets, truths = (row, n**2), (2 * near, near**2)
for column, (ax, truth) in enumerate(zip(axes, truths)):
    ax.plot(near, truth, "--", color="C3")
    ax.plot(near, runs[2 * column, :, :-1].T, color="C0", lw=1)
    ax.plot(near, runs[2 * column + 1, :, :-1].T, color="C1", lw=1)
    ax.plot(n, targets[column], "o", color="C2")
    ax.set(xlabel="n", xticks=[1, 2, 3, 4, 5, 8])
axes[0].text(1, 14, "2n", color="C3")
axes[0].text(4.4, 15, "ReLU", color="C0")
axes[0].text(6, 6, "tanh", color="C1")
axes[1].text(4.2, 52, "n²", color="C3")
axes[1].text(6.2, 20.5, "ReLU", color="C0")
axes[1].text(6, 8, "tanh", color="C1")
plt.show()

# %% between
between_low, between_high = spread(2.5)
for kind, name in enumerate(names):
    print(f"{name}: {between_low[kind]:.2f} to {between_high[kind]:.2f}")

# %% far
far_low, far_high = spread(100)
for kind, name in enumerate(names):
    print(f"{name}: {far_low[kind]:6.1f} to {far_high[kind]:6.1f}")

# %% taught
taught = float((np.asarray(reader(x)).argmax(axis=1) == y).mean())
print(f"digits it was taught: {taught:.1%} right, new digits: {right[-1]:.1%}")

# %% nested tags=["hide"]
fig, ax = plt.subplots(figsize=(6.4, 2.7))
ax.axis("off")
ax.set(xlim=(0, 64), ylim=(0, 27))
fields = ("artificial intelligence", "machine learning", "deep learning")
examples = ("a rule: 2n", "a fitted line", "a network")
for depth, color in enumerate(("C3", "C0", "C2")):
    left, low, width, height = 0.5 + 8 * depth, 0.5 + depth, 63 - 9 * depth, 26 - 9 * depth
    box = plt.Rectangle((left, low), width, height, fill=False, edgecolor=color, lw=2)
    ax.add_patch(box)
    top = low + height - 2
    ax.text(left + 2, top, fields[depth], color=color, va="top", weight="bold")
    ax.text(60, top, examples[depth], color=color, va="top", ha="right")
plt.show()

# %% timeline tags=["hide"]
events = {
    1958: "a layer learns from examples (Rosenblatt)",
    1965: "several layers learn (Ivakhnenko, Lapa)",
    1967: "… by gradient descent (Amari)",
    1976: "all slopes in one pass (Linnainmaa)",
    1982: "… for networks (Werbos)",
    1986: "… widely known (Rumelhart et al.)",
    1998: "checks are read (LeCun et al.)",
    2009: "graphs (Scarselli et al.)",
    2012: "photographs (Krizhevsky et al.)",
    2016: "152 layers (He et al.)",
    2017: "transformers (Vaswani et al.)",
    2020: "diffusion (Ho, Jain & Abbeel)",
}
fig, ax = plt.subplots(figsize=(6.4, 5.6))
ax.set(xlim=(0, 10), ylim=(2022, 1956))
ax.axis("off")
ax.plot([0.2, 0.2], [1956, 2022], color="C3", lw=2)
for place, (year, event) in zip(np.linspace(1958, 2020, len(events)), events.items()):
    ax.plot([0.2, 1.5], [year, place], color="C3", lw=1)
    ax.plot(0.2, year, "o", color="C0")
    ax.text(1.7, place, f"{year}  {event}", va="center")
plt.show()

# %% at_work tags=["hide"]
from weave.engine.networks import describe, show  # noqa: E402

show(describe(network, np.array([5.0])))
