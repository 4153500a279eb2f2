# %% setup
# Needs: pip install tensorflow matplotlib pillow
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

# %% data
folder = keras.utils.get_file(
    "letters",
    origin="http://localhost:8000/datasets/letters.zip",
    file_hash="3fb24b5cd4de714042845fef1f26dc915573cf648fcb3a0eef7d7af0ff399317",
    extract=True,
)
paths = sorted(Path(folder, "train").glob("*.png"))
images = 1 - np.stack([np.asarray(Image.open(path)) for path in paths]) / 255
x = images.reshape(-1, 25, 2, 25, 2).mean((2, 4))[..., None].astype("float32")
y = np.array([int(path.stem[:4]) - 1 for path in paths])
fonts = np.arange(len(paths)) % 25
learn, check = fonts % 5 != 0, fonts % 5 == 0
print("letters:", x.shape, "to learn from:", learn.sum(), "to check with:", check.sum())


# %% network
def build(normalized, momentum=0.9):
    model = keras.Sequential([keras.Input((25, 25, 1))])
    for channels in (8, 16, 32):
        model.add(keras.layers.Conv2D(channels, 3, padding="same"))
        if normalized:
            model.add(keras.layers.BatchNormalization(momentum=momentum))
        model.add(keras.layers.Activation("relu"))
        model.add(keras.layers.MaxPooling2D(2))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(26, activation="softmax"))
    return model


# %% train
def train(normalized, rate, seed, epochs=12, momentum=0.9):
    keras.utils.set_random_seed(seed)
    model = build(normalized, momentum)
    optimizer = keras.optimizers.SGD(learning_rate=rate)
    loss = "sparse_categorical_crossentropy"
    model.compile(optimizer, loss, metrics=["accuracy"], steps_per_execution=8)
    options = {"batch_size": 32, "epochs": epochs, "verbose": 0}
    apart = x[check], y[check]
    history = model.fit(x[learn], y[learn], validation_data=apart, **options)
    return model, history.history["val_accuracy"]


# %% race
seeds = range(5)
plain = np.array([train(False, 0.1, seed)[1] for seed in seeds])
normed = np.array([train(True, 0.1, seed)[1] for seed in seeds])
middle_plain, middle_normed = np.median(plain, 0), np.median(normed, 0)
for epoch in (1, 2, 4, 8, 12):
    without, with_it = middle_plain[epoch - 1], middle_normed[epoch - 1]
    print(f"after {epoch:2} epochs: without {without:4.0%}, with {with_it:4.0%}")


# %% race_drawn
def band(curves, color, name, side):
    epochs, middle = np.arange(1, curves.shape[1] + 1), np.median(curves, 0)
    low, high = curves.min(0), curves.max(0)
    plt.fill_between(epochs, low, high, color=color, alpha=0.2, linewidth=0)
    plt.plot(epochs, middle, color)
    plt.text(epochs[-1] + 0.2, middle[-1], name, color=color, va=side)


band(normed, "C0", "with", "bottom")
band(plain, "C1", "without", "top")
plt.gca().set(xlabel="epochs", ylabel="right on new fonts", xlim=(1, 14))
plt.gca().set(ylim=(0, 1), yticks=[0, 0.5, 1], xticks=[1, 4, 8, 12])
plt.gca().yaxis.set_major_formatter("{x:.0%}")
plt.show()

# %% sums
network = train(False, 0.1, seed=0)[0]
second = keras.Sequential(network.layers[:4])
batch = np.asarray(second(x[learn][:64]), "float64")
other = np.asarray(second(x[learn][-64:]), "float64")
print("sums of 64 letters in the second convolution:", batch.shape)
means, spreads = batch.mean((0, 1, 2)), batch.std((0, 1, 2))
print(f"means of its 16 channels: from {means.min():.1f} to {means.max():.1f}")
print(f"their standard deviations: from {spreads.min():.1f} to {spreads.max():.1f}")


# %% by_hand
def normalize(z, gamma, beta, epsilon=0.001):
    axes = tuple(range(z.ndim - 1))
    mean, variance = z.mean(axes), z.var(axes)
    return gamma * (z - mean) / np.sqrt(variance + epsilon) + beta, mean, variance


hats, mean, variance = normalize(batch, gamma=1, beta=0)
for name, z in (("before", batch[..., 3]), ("after", hats[..., 3])):
    print(f"{name:7} mean {abs(z.mean()):.3f}, standard deviation {z.std():.3f}")

# %% channels_drawn
fig, axes = plt.subplots(1, 2, sharey=True)
for number, (ax, z) in enumerate(zip(axes, (batch, hats))):
    z = z.reshape(-1, 16)[:, np.argsort(means)]
    low, high = np.quantile(z, [0.05, 0.95], axis=0)
    ax.vlines(range(16), low, high, color=f"C{1 - number}", linewidth=5)
    ax.axhline(0, color="C3", linewidth=1)
    ax.plot(z.mean(0), "o", color="white", markeredgecolor="0.1", markersize=5)
    ax.set(xlabel=("sums", "normalized")[number], xticks=[])
plt.show()

# %% against_keras
gamma, beta = np.linspace(0.5, 2, 16), np.linspace(-1, 1, 16)
layer = keras.layers.BatchNormalization(momentum=0.9, dtype="float64")
layer.build(batch.shape)
layer.set_weights([gamma, beta, np.zeros(16), np.ones(16)])
ours = normalize(batch, gamma, beta)[0]
training_gap = float(np.abs(ours - layer(batch, training=True)).max())
print(f"in training, largest difference from Keras: {training_gap:.0e}")

# %% running
running_mean = 0.9 * np.zeros(16) + 0.1 * mean
running_variance = 0.9 * np.ones(16) + 0.1 * variance
gaps = running_mean - layer.moving_mean, running_variance - layer.moving_variance
running_gap = float(np.abs(gaps).max())
print(f"running averages, largest difference: {running_gap:.0e}")
in_use = gamma * (other - running_mean) / np.sqrt(running_variance + 0.001) + beta
inference_gap = float(np.abs(in_use - layer(other, training=False)).max())
print(f"in use, largest difference from Keras: {inference_gap:.0e}")

# %% company
model = train(True, 0.1, seed=0)[0]
letter, company = x[check][:1], [x[check][:32], x[check][-31:]]
alone = np.asarray(model(letter))[0, 0]
crowd = np.asarray(model(company[0]))[0, 0]
print(f"in use: A gets {alone:.4f} by itself, {crowd:.4f} among 32 letters")
groups = [np.concatenate([letter, rest[:31]]) for rest in company]
among = [float(np.asarray(model(group, training=True))[0, 0]) for group in groups]
print(f"in training mode: {among[0]:.4f} in one group, {among[1]:.4f} in another")

# %% undo
undone = normalize(batch, np.sqrt(variance + 0.001), mean)[0]
undo_gap = float(np.abs(undone - batch).max())
missed = normalize(other, np.sqrt(variance + 0.001), mean)[0]
other_gap = float(np.abs(missed - other).max())
print(f"the batch that they were made for: off by {undo_gap:.0e}")
print(f"another batch:                     off by {other_gap:.1f}")

# %% correlated
rng = np.random.default_rng(1)
height = rng.normal(170, 10, 1000)
people = np.stack([height, height / 2.54 + rng.normal(0, 0.45, 1000)], axis=1)
scaled = normalize(people, 1, 0)[0]
before, after = (float(np.corrcoef(table.T)[0, 1]) for table in (people, scaled))
print(f"correlation before {before:.4f}, after {after:.4f}")

# %% constant
same = np.full((32, 1), 7.0)
try:
    with np.errstate(invalid="raise"):
        normalize(same, 1, 0, epsilon=0)
except FloatingPointError as error:
    print(f"without epsilon: {error}")
print("with epsilon:", normalize(same, 1, 0)[0][0])

# %% parameters
for each in model.layers[:2]:
    learned = sum(int(np.prod(weight.shape)) for weight in each.trainable_weights)
    print(f"{type(each).__name__}: {each.count_params()} numbers, {learned} learned")

# %% rates
rates, table = [0.01, 0.1, 1.0], []
for normalized, known in ((False, plain), (True, normed)):
    for rate in rates:
        scores = known[:, 7]
        if rate != 0.1:
            scores = [train(normalized, rate, seed, epochs=8)[1][-1] for seed in seeds]
        low, middle, high = np.min(scores), np.median(scores), np.max(scores)
        table.append([float(low), float(middle), float(high)])
        name = "with" if normalized else "without"
        print(f"{name:8} rate {rate:<4}: {middle:4.0%} ({low:.0%} to {high:.0%})")

# %% slow_averages
slow = [train(True, 0.1, seed, epochs=4, momentum=0.99) for seed in seeds]
in_use_right = [curve[-1] for _, curve in slow]
answers = [np.asarray(net(x[check], training=True)).argmax(1) for net, _ in slow]
as_trained = [float((answer == y[check]).mean()) for answer in answers]
print("in use:                  ", *[f"{share:.0%}" for share in in_use_right])
print("with the batch's own:    ", *[f"{share:.0%}" for share in as_trained])

# %% alone_in_training
single = keras.layers.BatchNormalization()
print(np.asarray(single(np.array([[3.0, -1.0, 250.0]]), training=True)))
