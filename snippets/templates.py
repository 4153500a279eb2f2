# %% setup
# Needs: pip install tensorflow matplotlib
import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

# %% data
(images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
x = images.reshape(60000, 784).astype("float32") / 255
y = keras.utils.to_categorical(labels, num_classes=10)
x_test = test_images.reshape(10000, 784).astype("float32") / 255
print("to learn from:", x.shape, "to test:", x_test.shape)

# %% one_layer
keras.utils.set_random_seed(1)
single = keras.Sequential()
single.add(keras.Input(shape=(784,)))
single.add(keras.layers.Dense(10, activation="softmax", kernel_initializer="zeros"))

# %% two_layers
double = keras.Sequential()
double.add(keras.Input(shape=(784,)))
double.add(keras.layers.Dense(10, activation="sigmoid"))
double.add(keras.layers.Dense(10, activation="softmax"))
print(single.count_params(), "and", double.count_params(), "parameters")


# %% train
def train(net, rate=0.1):
    sgd = keras.optimizers.SGD(rate)
    net.compile(sgd, "categorical_crossentropy", steps_per_execution=20)
    net.fit(x, y, batch_size=320, epochs=10, verbose=0)
    answers = np.asarray(net(x_test)).argmax(axis=1)
    return float((answers == test_labels).mean())


single_accuracy, double_accuracy = train(single), train(double)
print(f"one layer {single_accuracy:.1%}, two layers {double_accuracy:.1%} right")

# %% weights
W, b = single.get_weights()
print(W.shape, b.shape)
picture = W[:, 0].reshape(28, 28)
print("weights of the 0, from its rim into its hole:")
print(picture[14, 5:17].round(2))

# %% templates
sign = LinearSegmentedColormap.from_list("sign", ["C1", "white", "C0"], N=31)
limit = np.abs(W).max()
fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.1))
for digit, ax in enumerate(axes.flat):
    ax.imshow(W[:, digit].reshape(28, 28), cmap=sign, vmin=-limit, vmax=limit)
    ax.set_title(digit)
    ax.axis("off")
plt.show()

# %% means
means = np.array([x[labels == digit].mean(axis=0) for digit in range(10)])
fit = x_test @ means.T - (means**2).sum(axis=1) / 2
mean_accuracy = float((fit.argmax(axis=1) == test_labels).mean())
print(f"mean digits {mean_accuracy:.1%}, learned templates {single_accuracy:.1%} right")

# %% evidence
three = x_test[18]
clues = three[:, np.newaxis] * W
pro, con = clues.clip(min=0).sum(axis=0), clues.clip(max=0).sum(axis=0)
evidence = pro + con + b
print("digit     for  against   bias  evidence")
for digit in range(10):
    row = pro[digit], con[digit], b[digit], evidence[digit]
    print("{:5} {:7.2f} {:8.2f} {:6.2f} {:9.2f}".format(digit, *row))

# %% evidence_drawn
fig, axes = plt.subplots(1, 2, figsize=(6.4, 3.4))
for digit, ax in zip((0, 3), axes):
    ax.imshow(clues[:, digit].reshape(28, 28), cmap=sign, vmin=-0.5, vmax=0.5)
    ax.set_title(f"a {digit}? {evidence[digit]:.1f}")
    ax.axis("off")
plt.show()

# %% erase
erased = three.reshape(28, 28).copy()
erased[11:15, 11:20] = 0
after = erased.reshape(784) @ W + b
change = after - evidence
for digit in range(10):
    print(f"a {digit}? {evidence[digit]:4.1f} becomes {after[digit]:4.1f}")
now, drop = int(after.argmax()), float(-change[3])
print("read as", now)

# %% corners
blank = x.max(axis=0) == 0
print(blank.sum(), "pixels are blank in all 60,000 images")
blank_change = float(np.abs(W[blank]).max())
print("largest weight there:", blank_change)

# %% hidden_weights
W1 = double.get_weights()[0]
limit = np.abs(W1).max()
fig, axes = plt.subplots(2, 5, figsize=(6.4, 3.1))
for j, ax in enumerate(axes.flat):
    ax.imshow(W1[:, j].reshape(28, 28), cmap=sign, vmin=-limit, vmax=limit)
    ax.set_title("ABCDEFGHIJ"[j])
    ax.axis("off")
plt.show()

# %% copies
copies = keras.Sequential()
copies.add(keras.Input(shape=(784,)))
copies.add(keras.layers.Dense(10, activation="sigmoid", kernel_initializer="zeros"))
copies.add(keras.layers.Dense(10, activation="softmax", kernel_initializer="zeros"))
copies_accuracy = train(copies)
W_copies = copies.get_weights()[0]
apart = float((W_copies.max(axis=1) - W_copies.min(axis=1)).max())
print(f"{copies_accuracy:.1%} right; hidden neurons differ by at most {apart:.6f}")

# %% seeds
rates = (0.1, 1.0)
runs = {"one layer": [[], []], "two layers": [[], []]}
for (name, rows), original in zip(runs.items(), (single, double)):
    for rate, row in zip(rates, rows):
        for seed in (2, 3, 4):
            keras.utils.set_random_seed(seed)
            net = keras.Sequential.from_config(original.get_config())
            row.append(train(net, rate))
        print(f"{name:10}  rate {rate}:", *(f"{right:.1%}" for right in row))
one, two = runs.values()
gap = 100 * (min(one[0]) - max(two[0]))
print(f"at a rate of 0.1, one layer is ahead by at least {gap:.1f} points")

# %% seeds_drawn
for place in (0, 1):
    plt.plot(one[place], [place + 0.12] * 3, "s", color="C0")
    plt.plot(two[place], [place - 0.12] * 3, "o", color="C1")
plt.text(min(one[0]) - 0.002, 0.12, "one layer", color="C0", ha="right", va="center")
plt.text(max(two[0]) + 0.002, -0.12, "two layers", color="C1", va="center")
plt.yticks([0, 1], [f"rate {rate}" for rate in rates])
plt.ylim(-0.5, 1.5)
plt.gca().xaxis.set_major_formatter("{x:.0%}")
plt.xlabel("right on the test images")
plt.show()
