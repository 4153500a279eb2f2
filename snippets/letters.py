# %% setup
# Needs: pip install tensorflow matplotlib pillow
import json
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

# %% get
url = "http://localhost:8000/datasets/letters.zip"
sha = "3fb24b5cd4de714042845fef1f26dc915573cf648fcb3a0eef7d7af0ff399317"
folder = Path(keras.utils.get_file("letters", origin=url, file_hash=sha, extract=True))
names = sorted(path.name for path in (folder / "train").glob("*.png"))
print(len(names), "files")
print(*names[23:27], sep="\n")

# %% classes
numbers = sorted({name.split("_")[0] for name in names})
classes = dict(zip(numbers, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
Path("classes.json").write_text(json.dumps(classes))
classes = json.loads(Path("classes.json").read_text())
print(*(f"{number} is {classes[number]}" for number in numbers[:3]), sep="\n")

# %% grey
with Image.open(folder / "train" / "0002_indie-flower.png") as image:
    print(image.format, image.mode, image.size)
    grey = np.asarray(image)
print(grey[8:13, 10:24])

# %% ink
ink = 1 - grey / 255
print(ink[8:13, 10:22].round(2))
paper_share = float((ink == 0).mean())
print(f"{paper_share:.0%} of the pixels are paper, exactly 0")


# %% read_letter
def read_letter(path):
    """The ink of one image: 50 by 50 numbers, from 0 (paper) to 1."""
    try:
        with Image.open(path) as image:
            grey = np.asarray(image, dtype="float32")
    except (OSError, SyntaxError) as error:
        raise ValueError(f"{path.name}: not a readable image") from error
    if image.mode != "L" or image.size != (50, 50):
        raise ValueError(f"{path.name}: {image.mode} {image.size}, expected L (50, 50)")
    return 1 - grey / 255


# %% load
def load(folder):
    """Images, class numbers from 0 and fonts, in the order of the file names."""
    images, labels, fonts = [], [], []
    for path in sorted(folder.glob("*.png")):
        number, _, font = path.stem.partition("_")
        if number not in classes:
            raise ValueError(f"{path.name}: no label, expected a name like 0001_x.png")
        images.append(read_letter(path))
        labels.append(list(classes).index(number))
        fonts.append(font)
    for i, number in enumerate(classes):
        if i not in labels:
            raise ValueError(f"{folder}: no file {number}_*.png for {classes[number]}")
    return np.array(images), np.array(labels), np.array(fonts)


# %% load_train
images, y, fonts = load(folder / "train")
x = images.reshape(650, 2500)
print(images.shape, "becomes", x.shape)
print("images of each letter:", set(np.bincount(y).tolist()))


# %% look
def sheet(pictures, columns, gap=0):
    """All pictures in one, with a gap above each row, drawn in eight grey levels."""
    pictures = np.pad(pictures, ((0, -len(pictures) % columns), (gap, 0), (0, 0)))
    rows = pictures.reshape(-1, columns, 50 + gap, 50).swapaxes(1, 2)
    table = rows.reshape(-1, columns * 50)
    plt.figure(figsize=(6.4, 6.4 * len(table) / len(table[0])))
    plt.imshow(table, cmap=plt.get_cmap("gray_r", 8), vmin=0, vmax=1)
    plt.axis("off")


sheet(images[y == 1], columns=9)
plt.show()

# %% random_split
article = np.random.RandomState(13).permutation(650)[:130]
article_counts = np.bincount(y[article], minlength=26)
print("of each letter:", article_counts)
draws = (np.random.RandomState(seed).permutation(650)[:130] for seed in range(1000))
without = sum(len(set(y[drawn])) < 26 for drawn in draws)
print(f"{without} of 1000 draws leave out a letter altogether")

# %% folds
font = np.unique(fonts, return_inverse=True)[1]
fold = font % 5
apart = fold == 0
print("of each letter:", set(np.bincount(y[apart]).tolist()))
print("fonts kept apart:", *np.unique(fonts[apart]))


# %% build
def network(*sizes):
    layers = [keras.Input(shape=(2500,))]
    layers += [keras.layers.Dense(neurons, activation="relu") for neurons in sizes]
    return keras.Sequential([*layers, keras.layers.Dense(26, activation="softmax")])


keras.utils.set_random_seed(1)
model = network(1880, 1262, 645)

# %% count
counts = [2501 * 1880, 1881 * 1262, 1263 * 645, 646 * 26]
parameters = sum(counts)
print(*(f"{count:,}" for count in counts), f"together {parameters:,}")
print(f"Keras counts {model.count_params():,}")

# %% train
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
seen, unseen = (x[~apart], y[~apart]), (x[apart], y[apart])
run = model.fit(*seen, batch_size=64, epochs=10, validation_data=unseen, verbose=0)
learned, checked = run.history["accuracy"], run.history["val_accuracy"]
print(f"after 10 epochs: {learned[-1]:.1%} of the 20 fonts, {checked[-1]:.1%} of the 5")

# %% curve
plt.plot(range(1, 11), learned, "o-", color="C0")
plt.plot(range(1, 11), checked, "s-", color="C1")
plt.text(10, learned[-1] - 0.1, "20 fonts it learns from", color="C0", ha="right")
plt.text(10, checked[-1] - 0.12, "5 fonts kept apart", color="C1", ha="right")
plt.ylim(0, 1.05)
plt.yticks([0, 0.5, 1], ["0%", "50%", "100%"])
plt.xlabel("epoch")
plt.ylabel("read correctly")
plt.show()


# %% quarter
def train(x, y, seed):
    keras.utils.set_random_seed(seed)
    net = network(470, 315, 161)
    net.compile("adam", "sparse_categorical_crossentropy")
    net.fit(x, y, batch_size=64, epochs=10, verbose=0)
    return net


def accuracy(net, x, y):
    return float((np.asarray(net(x)).argmax(axis=1) == y).mean())


# %% five_folds
def five(x, fold):
    nets = [train(x[fold != k], y[fold != k], seed=k + 1) for k in range(5)]
    return nets, sorted(accuracy(nets[k], x[fold == k], y[fold == k]) for k in range(5))


nets, fold_accuracy = five(x, fold)
quarter_parameters = nets[0].count_params()
print(f"{quarter_parameters:,} parameters")
print("fonts kept apart:", *(f"{share:.0%}" for share in fold_accuracy))

# %% paper
paper_accuracy = five(1 - x, fold)[1]
print("paper is 1:", *(f"{share:.0%}" for share in paper_accuracy))

# %% test
test_images, test_y, test_fonts = load(folder / "test")
x_test = test_images.reshape(208, 2500)
answers = np.array([np.argmax(net(x_test), axis=1) for net in (model, *nets)])
right = answers == test_y
full_test, *quarter_test = right.mean(axis=1).tolist()
quarter_test.sort()
print(f"the article's widths: {full_test:.1%} of 208 letters")
print("a quarter as wide:   ", *(f"{share:.1%}" for share in quarter_test))

# %% by_font
reads = right[1:].mean(axis=0)
kinds = np.unique(test_fonts).tolist()
by_font = [(kind, float(reads[test_fonts == kind].mean())) for kind in kinds]
by_font.sort(key=lambda item: item[1])
for kind, share in by_font:
    print(f"{share:.0%} {kind}")

# %% answers
letters = np.array(list(classes.values()))
middle_font = by_font[4][0]
chosen = np.flatnonzero(test_fonts == middle_font)
font_total = int(right[0, chosen].sum())
print(f"{middle_font}: {font_total} of 26 read correctly")

# %% answers_drawn
sheet(test_images[chosen], columns=9, gap=24)
for i, place in enumerate(chosen):
    word, color = ("", "C2") if right[0, place] else ("not ", "C1")
    across, down = i % 9 * 50 + 25, i // 9 * 74 + 22
    plt.text(across, down, word + letters[answers[0, place]], color=color, ha="center")
plt.show()

# %% confusion
confusion = np.zeros((26, 26), int)
for label, answer in zip(np.tile(test_y, 5), answers[1:].ravel()):
    confusion[label, answer] += 1
wrong = confusion * (1 - np.eye(26, dtype=int))
common = [divmod(int(place), 26) for place in wrong.ravel().argsort()[::-1][:6]]
for label, answer in common:
    print(f"{letters[label]} read as {letters[answer]}: {wrong[label, answer]} of 40")

# %% confusion_drawn
plt.figure(figsize=(6.4, 6.4))
plt.imshow(confusion, cmap="gray_r", vmin=0, vmax=40)
plt.xticks(range(26), letters)
plt.yticks(range(26), letters)
plt.xlabel("read as")
plt.ylabel("the letter")
plt.show()

# %% aloud
b_image = test_images[chosen[1]]
p = np.asarray(model(b_image.reshape(1, 2500)))[0]
for i in np.argsort(-p)[:4]:
    print(f"{letters[i]} {p[i]:.3f}")
print(f"all 26 together: {p.sum():.3f}")

# %% aloud_drawn
plt.bar(letters, p, color="C3")
plt.bar("B", p[1], color="C2")
plt.imshow(b_image, cmap="gray_r", extent=(15, 25, 0.3, 1), aspect="auto")
plt.axis((-0.7, 25.7, 0, 1))
plt.yticks([0, 0.5, 1])
plt.ylabel("share")
plt.show()

# %% bad_files
mine, good = Path("mine"), folder / "train" / "0001_caveat.png"
mine.mkdir(exist_ok=True)
with Image.open(good) as letter:
    letter.save(mine / "0001_alone.png")
    letter.convert("RGB").save(mine / "0001_colored.png")
    letter.resize((60, 60)).save(mine / "0001_large.png")
(mine / "0001_cut.png").write_bytes(good.read_bytes()[:300])
(mine / "caveat.png").write_bytes(good.read_bytes())

# %% messages
for bad in ("0001_colored", "0001_cut", "0001_large", "caveat", "0001_alone"):
    try:
        load(mine)
    except ValueError as error:
        print(error)
    (mine / f"{bad}.png").unlink()

# %% copies
moved = np.roll(images, 1, axis=2).reshape(650, 2500)
twice, twice_y = np.vstack([x[~apart], moved[~apart]]), np.tile(y[~apart], 2)
order = np.random.default_rng(1).permutation(1040)
held, rest = order[:208], order[208:]
copied = train(twice[rest], twice_y[rest], seed=1)
said, true = accuracy(copied, twice[held], twice_y[held]), accuracy(copied, *unseen)
print(f"on images kept apart: {said:.0%}; on fonts kept apart: {true:.0%}")

# %% image_folds
random = np.random.default_rng(1)
image_fold = np.concatenate([random.permutation(25) for _ in range(26)]) % 5
image_accuracy = five(x, image_fold)[1]
print("images kept apart:", *(f"{share:.0%}" for share in image_accuracy))
