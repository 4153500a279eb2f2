"""The page of `letters_cnn`: the article's network learns its own fonts, and reads new ones better than the MLP."""

from typing import Any

Values = dict[str, Any]

CLAIMS = {
    "it learns its own fonts nearly by heart": lambda v: v["learned"][-1] > 0.95,
    "and reads new ones less well": lambda v: v["checked"][-1] < v["learned"][-1] - 0.05,
    "unseen fonts: better than the MLP in both runs": lambda v: min(v["test"]["article"]) > max(v["test"]["MLP"]),
    "by ten points or more": lambda v: min(v["test"]["article"]) > max(v["test"]["MLP"]) + 0.1,
    "fonts kept apart too": lambda v: min(v["validation"]["article"]) > max(v["validation"]["MLP"]),
    "fonts differ by ten points or more": lambda v: max(v["by_font"].values()) - min(v["by_font"].values()) > 0.1,
    "wrong answers can have a share near 1": lambda v: v["sure_wrong"][0] > 0.9,
    "paper and ink exchanged: as if by guessing": lambda v: v["swapped_accuracy"] < 0.1,
}
EPOCHS = ("fit(article, 0, 60)", "range(1, 61)", "plt.text(60,", '["article"][1], 1, 60)')


def epochs(count: int) -> list[tuple[str, str]]:
    """So many epochs for the convolutional networks."""
    return [(text, text.replace("61", str(count + 1)).replace("60", str(count))) for text in EPOCHS]


SETTINGS = {
    "rate": [
        ('net.compile("adam"', "net.compile(keras.optimizers.Adam(0.0005)"),
        ('net.compile("adam"', "net.compile(keras.optimizers.Adam(0.002)"),
    ],
    "epochs": [epochs(20)],
    "epochs of the MLP": [('nets["MLP"][k], k, 10)', 'nets["MLP"][k], k, 40)')],
    "batch": [('"batch_size": 64', '"batch_size": 128')],
    "seeds": [[("set_random_seed(1)", "set_random_seed(11)"), ("set_random_seed(2)", "set_random_seed(12)")]],
}
