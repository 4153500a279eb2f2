# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np

# %% by_hand
schedules = {
    "high": lambda t, n: np.full(n, 1.0),
    "low": lambda t, n: np.full(n, 1 / 16),
    "step": lambda t, n: np.select([t <= n // 2, t <= 3 * n // 4], [1, 1 / 4], 1 / 16),
    "exponential": lambda t, n: (1 / 16) ** (t / n),
    "cosine": lambda t, n: 1 / 16 + 15 / 16 * (1 + np.cos(np.pi * t / n)) / 2,
}


def rates(name, highest, n=1600):
    return highest * schedules[name](np.arange(n), n)


# %% drawn
looks = zip(schedules, ("C1-", "C1--", "C3-.", "C2-", "C0-"))
places = ((1250, 0.56), (80, 0.06), (1220, 0.17), (110, 0.2), (860, 0.4))
for (name, look), place in zip(looks, places):
    plt.plot(rates(name, 0.6), look)
    plt.text(*place, name, color=look[:2])
plt.gca().set(ylim=(0, 0.65), xlabel="step", ylabel="learning rate")
plt.show()

# %% by_keras
ready = keras.optimizers.schedules
theirs = {
    "step": ready.PiecewiseConstantDecay([800, 1200], [0.6, 0.6 / 4, 0.6 / 16]),
    "exponential": ready.ExponentialDecay(0.6, decay_steps=1600, decay_rate=1 / 16),
    "cosine": ready.CosineDecay(0.6, decay_steps=1600, alpha=1 / 16),
}
apart = {}
for name, schedule in theirs.items():
    ours = rates(name, 0.6)
    steps = [*range(0, 1600, 20), 801, 1201, 1599]
    apart[name] = max(abs(float(schedule(t)) - ours[t]) for t in steps)
    print(f"{name:12} differs by at most {apart[name]:.0e}")


# %% walk
def walk(rates, noise=1, walkers=2000):
    rng = np.random.default_rng(0)
    w, squares = np.full(walkers, 10.0), []
    for rate in rates:
        w -= rate * (w + noise * rng.normal(size=walkers))
        squares.append((w**2).mean())
    return squares


# %% ball
runs = {f"rate {rate}": walk(np.full(600, rate)) for rate in (0.4, 0.1, 0.025)}
runs["cosine"] = walk(rates("cosine", 0.4, 600))
early = {name: squares[49] for name, squares in runs.items()}
ends = {name: np.mean(squares[-20:]) for name, squares in runs.items()}
for name in runs:
    print(f"{name:10} after 50 steps {early[name]:6.3f}, at the end {ends[name]:.3f}")

# %% proportional
print("rate    measured  rate / (2 - rate)")
balls = []
for rate in (0.4, 0.2, 0.1, 0.05):
    measured = np.mean(walk(np.full(600, rate))[-100:])
    balls.append([rate, measured, rate / (2 - rate)])
    print("{:4} {:11.4f} {:18.4f}".format(*balls[-1]))

# %% ball_drawn
places = ((470, 0.31), (470, 0.065), (75, 5), (385, 0.02))
for name, color, place in zip(runs, ("C1", "C3", "C2", "C0"), places):
    plt.semilogy(range(1, 601), runs[name], color=color)
    plt.text(*place, name, color=color)
plt.xlabel("step")
plt.ylabel("mean squared distance")
plt.show()

# %% noiseless
calm = {f"{rate}": walk(np.full(100, rate), noise=0)[-1] for rate in (0.4, 0.1, 0.025)}
for rate, square in calm.items():
    print(f"rate {rate:>5}, no noise: squared distance {square:.0e}")

# %% data
(images, labels), _ = keras.datasets.mnist.load_data()
small = images[:6000].reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4))
small = np.float32(small.reshape(-1, 196) / 255)
x, x_valid, y, y_valid = small[:4000], small[4000:], labels[:4000], labels[4000:6000]
one_hot = np.eye(10, dtype="float32")[y]


# %% network
def start(seeds, copies):
    weights = []
    for inputs, neurons in ((196, 32), (32, 10)):
        rngs = [np.random.default_rng([seed, inputs]) for seed in range(seeds)]
        limit = np.sqrt(6 / (inputs + neurons))
        tables = [rng.uniform(-limit, limit, (inputs, neurons)) for rng in rngs]
        weights.append(np.tile(np.float32(tables), (copies, 1, 1)))
        weights.append(np.zeros((copies * seeds, 1, neurons), "float32"))
    return weights


def forward(x, weights):
    W1, b1, W2, b2 = weights
    hidden = np.maximum(x @ W1 + b1, 0)
    scores = hidden @ W2 + b2
    powers = np.exp(scores - scores.max(axis=2, keepdims=True))
    return hidden, powers / powers.sum(axis=2, keepdims=True)


# %% slopes
def slopes(x, one_hot, weights):
    hidden, shares = forward(x, weights)
    e = (shares - one_hot) / x.shape[1]
    d = (e @ weights[2].mT) * (hidden > 0)
    ones = {"axis": 1, "keepdims": True}
    return x.mT @ d, d.sum(**ones), hidden.mT @ e, e.sum(**ones)


# %% measure
def measure(weights, shape):
    shares = forward(x, weights)[1][:, np.arange(4000), y]
    right = (forward(x_valid, weights)[1].argmax(axis=2) == y_valid).mean(axis=1)
    return -np.log(shares).mean(axis=1).reshape(shape), right.reshape(shape)


# %% train
def train(table, batch=10, seeds=9, every=None):
    table = np.float32(table)
    copies, n = table.shape
    weights, results = start(seeds, copies), []
    rngs = [np.random.default_rng([seed, 0]) for seed in range(seeds)]
    for t in range(n):
        if t % (4000 // batch) == 0:
            orders = [rng.permutation(4000).reshape(-1, batch) for rng in rngs]
            orders = np.stack(orders)
        rows = np.tile(orders[:, t % (4000 // batch)], (copies, 1))
        steps = table[:, t].repeat(seeds)[:, None, None]
        for W, slope in zip(weights, slopes(x[rows], one_hot[rows], weights)):
            W -= steps * slope
        if (t + 1) % (every or n) == 0:
            results.append(measure(weights, (copies, seeds)))
    return np.array(results)


# %% main
results = train([rates(name, 0.6) for name in schedules], every=100)
final, wins = {}, {}
print("            loss right on validation better")
for name, loss, right in zip(schedules, *results[-1]):
    final[name] = np.percentile([loss, right], [0, 50, 100], axis=1).T
    wins[name] = int((right > results[-1, 1, 0]).sum())
    worst, usual, best = final[name][1]
    print(f"{name:11} {final[name][0, 1]:.2f} ", end=f"{usual:.1%} ")
    print(f"({worst:.1%}-{best:.1%}) {wins[name]} of 9")


# %% curves
def band(ax, x, values, color):
    low, high = values.min(axis=1), values.max(axis=1)
    ax.fill_between(x, low, high, color=color, alpha=0.3, linewidth=0)
    ax.plot(x, np.median(values, axis=1), color=color)


fig, axes = plt.subplots(2, 1, figsize=(6.4, 5.2), sharex=True)
for row, color in ((0, "C1"), (4, "C0")):
    for kind in (0, 1):
        band(axes[kind], range(100, 1601, 100), results[:, kind, row], color)
axes[0].text(1250, 0.4, "high", color="C1")
axes[0].text(500, 0.17, "cosine", color="C0", ha="right")
axes[0].set(yscale="log", ylabel="training loss")
axes[0].set_yticks([0.1, 0.3, 1], [0.1, 0.3, 1])
axes[0].minorticks_off()
axes[1].set(ylim=(0.7, 0.95), xlabel="step", ylabel="right on validation")
plt.show()

# %% sweep
highest = (0.05, 0.1, 0.2, 0.4, 0.8)
swept, medians = {}, {}
print("rate        ", *(f"{rate:5}" for rate in highest))
for name in ("high", "step", "exponential", "cosine"):
    swept[name] = train([rates(name, rate) for rate in highest])[-1, 1]
    medians[name] = np.median(swept[name], axis=1).tolist()
    print(f"{name:12}", *(f"{share:.1%}" for share in medians[name]))

# %% fair
at_best = {}
for name in ("high", "cosine"):
    best = np.median(swept[name], axis=1).argmax()
    at_best[name] = [highest[best], *np.percentile(swept[name][best], [0, 50, 100])]
    print("{} at {}: {:.1%}, {:.1%}, {:.1%}".format(name, *at_best[name]))

# %% fair_drawn
for name, color in (("high", "C1"), ("cosine", "C0")):
    band(plt.gca(), highest, swept[name], color)
plt.text(0.3, 0.888, "high", color="C1")
plt.text(0.45, 0.932, "cosine", color="C0")
plt.xscale("log")
plt.xticks(highest, highest)
plt.minorticks_off()
plt.gca().set(xlabel="highest rate", ylabel="right on validation")
plt.show()

# %% lengths
lengths = {}
print("steps      ", *(f"{name[:5]:>6}" for name in schedules))
for n in (50, 200, 800, 3200):
    right = train([rates(name, 0.6, n) for name in schedules])[-1, 1]
    lengths[n] = np.median(right, axis=1).tolist()
    print(f"{n:11}", *(f"{usual:6.1%}" for usual in lengths[n]))
cut_off = float(np.median(results[7, 1, 4]))
print(f"cosine planned for 1600, stopped at 800: {cut_off:.1%}")

# %% batches
batches, sizes = [], (10, 40, 160)
print("batch        high  cosine")
for batch in sizes:
    right = train([rates(name, 0.6) for name in ("high", "cosine")], batch)[-1, 1]
    batches.append(np.median(right, axis=1).tolist())
    print(f"{batch:5} {batches[-1][0]:11.1%} {batches[-1][1]:7.1%}")

# %% warmup
warm = np.concatenate([np.arange(160) / 160, rates("cosine", 1, 1440)])
schedule = ready.CosineDecay(0.0, 1440, 1 / 16, warmup_target=0.6, warmup_steps=160)
steps = range(0, 1600, 20)
apart["warmup"] = max(abs(float(schedule(t)) - 0.6 * warm[t]) for t in steps)
print(f"differs from Keras by at most {apart['warmup']:.0e}")
warmed, too_high = [], 1.2
for rate in (0.6, too_high):
    right = train([rates("cosine", rate), rate * warm])[-1, 1]
    warmed.append([np.percentile(right[k], [0, 50, 100]) for k in (0, 1)])
    for label, (worst, usual, best) in zip(("without", "with"), warmed[-1]):
        print(f"rate {rate}, {label:7} warmup: {usual:.1%} ({worst:.1%}-{best:.1%})")

# %% in_keras
keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input(shape=(196,))])
model.add(keras.layers.Dense(32, activation="relu"))
model.add(keras.layers.Dense(10, activation="softmax"))
model.set_weights([W[0].squeeze() for W in start(1, 1)])
optimizer = keras.optimizers.SGD(learning_rate=theirs["cosine"])
model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
order = np.random.default_rng([0, 0]).permutation(4000)
model.fit(x[order], y[order], batch_size=10, shuffle=False, verbose=0)
keras_right = model.evaluate(x_valid, y_valid, verbose=0)[1]
our_right = float(train([rates("cosine", 0.6)[:400]], seeds=1)[-1, 1, 0, 0])
print(f"after 400 steps: Keras {keras_right:.2%}, by hand {our_right:.2%}")
rate_now = float(optimizer.learning_rate)
print(f"learning rate now {rate_now:.4f}, by hand {rates('cosine', 0.6)[400]:.4f}")

# %% epochs
keras.utils.set_random_seed(1)
short = keras.optimizers.SGD(ready.CosineDecay(0.6, decay_steps=4))
model.set_weights([W[0].squeeze() for W in start(1, 1)])
model.compile(short, "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, batch_size=10, epochs=4, verbose=0)
stopped_right = model.evaluate(x_valid, y_valid, verbose=0)[1]
stopped_rate = float(short.learning_rate)
print(f"after {int(short.iterations)} steps: rate {stopped_rate}")
print(f"right on validation: {stopped_right:.1%}")
