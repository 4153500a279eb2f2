# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np

# %% data
(x, digits), (x_new, new_digits) = keras.datasets.mnist.load_data()
x, x_new = (part.reshape(-1, 784).astype("float32") / 255 for part in (x, x_new))
print("to learn from:", x.shape, "new:", x_new.shape)

# %% two_networks
kinds = {  # hidden neurons, activation, images, learning rate, batch, epochs
    "small": (10, "sigmoid", 60000, 0.1, 320, 10),
    "large": (100, "relu", 2000, 0.5, 100, 60),
}
shares = {"small": [], "large": []}
for name, (hidden, bend, count, rate, size, epochs) in kinds.items():
    for seed in range(1, 6):
        keras.utils.set_random_seed(seed)
        net = keras.Sequential([keras.Input(shape=(784,))])
        net.add(keras.layers.Dense(hidden, activation=bend))
        net.add(keras.layers.Dense(10, activation="softmax"))
        sgd = keras.optimizers.SGD(learning_rate=rate)
        net.compile(sgd, "sparse_categorical_crossentropy", steps_per_execution=20)
        net.fit(x[:count], digits[:count], batch_size=size, epochs=epochs, verbose=0)
        shares[name].append(np.asarray(net(x_new)))

# %% right
right = {name: [] for name in kinds}
for name, runs in shares.items():
    right[name] = [float((p.argmax(axis=1) == new_digits).mean()) for p in runs]
    print(f"{name} networks right:", *(f"{share:.1%}" for share in right[name]))


# %% softmax
def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


clear, odd_one = shares["small"][0][5], shares["small"][0][8]
for p in (clear, odd_one):
    print(f"says {p.argmax()}, share {p.max():.2f}")

# %% temperature
scores = np.log(odd_one)
warm = {T: np.sort(softmax(scores / T))[::-1] for T in (0.3, 1, 3, 30)}
for T, p in warm.items():
    print(f"T = {T:3}: largest share {p[0]:.3f}, next {p[1]:.3f}, least {p[-1]:.3f}")

# %% temperature_drawn tags=["hide"]
fig, axes = plt.subplots(1, 3, figsize=(6.4, 2.2), sharey=True)
for ax, T in zip(axes, (0.3, 1, 3)):
    ax.bar(range(10), softmax(scores / T), color="C0")
    ax.set(title=f"T = {T}", xticks=[5, 6], yticks=[0, 0.5, 1], ylim=(0, 1))
plt.show()

# %% groups
gaps, curves = {"small": [], "large": []}, {"small": [], "large": []}
for name in kinds:
    for p in shares[name]:
        sure, correct = p.max(axis=1), p.argmax(axis=1) == new_digits
        groups = np.argsort(sure).reshape(10, 1000)
        said, true = sure[groups].mean(axis=1), correct[groups].mean(axis=1)
        gaps[name].append(true - said)
        curves[name].append((said, true))
print("small, first run: said", *curves["small"][0][0].round(2))
print("                 right", *curves["small"][0][1].round(2))

# %% calibration
for name, color in (("small", "C0"), ("large", "C1")):
    for said, true in curves[name]:
        plt.plot(said, true, ".-", color=color, linewidth=1)
plt.plot([0.35, 1], [0.35, 1], "--", color="C3")
plt.text(0.55, 0.92, "small", color="C0", ha="right")
plt.text(0.85, 0.62, "large", color="C1")
plt.text(0.45, 0.4, "as sure as right", color="C3")
plt.gca().set(xlabel="mean sureness of 1,000 answers", ylabel="answers right")
plt.show()

# %% cure
judged, even, odd = [], new_digits[0::2], new_digits[1::2]
print("network  seed    sure   right      T    sure   right")
for name, seed in [(name, seed) for name in shares for seed in range(1, 6)]:
    scores, losses = np.log(np.maximum(shares[name][seed - 1], 1e-30)), []
    for T in np.arange(0.4, 3, 0.05):
        losses.append(-np.log(softmax(scores[0::2] / T)[range(5000), even]).mean())
    row, best_T = [], 0.4 + 0.05 * np.argmin(losses)
    for p in (softmax(scores[1::2]), softmax(scores[1::2] / best_T)):
        row += [p.max(axis=1).mean(), (p.argmax(axis=1) == odd).mean()]
    judged.append([*row[:2], best_T, *row[2:]])
    print("{:7} {:5} {:8.1%} {:7.1%}".format(name, seed, *row[:2]), end="")
    print("{:7.2f} {:7.1%} {:7.1%}".format(*judged[-1][2:]))

# %% middle
middle = []
for T in (0.5, 1, 2):
    runs = [softmax(np.log(np.maximum(p, 1e-30)) / T) for p in shares["small"]]
    middle.append(float(np.mean([p.max(axis=1).mean() for p in runs])))
    print(f"small networks at T = {T}: {middle[-1]:.1%} sure on average")

# %% overflow
large = np.array([1000.0, 999.0, 0.0])
with np.errstate(over="ignore", invalid="ignore"):
    print("e to the score, over the sum:", np.exp(large) / np.exp(large).sum())
print("largest score subtracted:    ", softmax(large).round(3))
