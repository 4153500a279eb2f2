# %% widest
# Needs: pip install numpy matplotlib
import matplotlib.pyplot as plt

x = 111111111111111111111111111111111111111111111111111111111111111111111111111111111111
print(*(f"line {number}" for number in range(1, 43)), sep="\n")

# %% tokens
for word in ("two", "lines"):  # with a comment, $x$ and "quotes" & <tags>
    print(f"{word!r:>8}", 1.5, None, b"bytes", r"\d")


@property
def last(self) -> int:
    raise ValueError


print("a long line of output " * 20)

# %% pixels
plt.imshow([[1, 0]], cmap="gray", aspect="auto")
plt.xlabel("a label")
plt.show()

# %% guessed
print(6 * 7)

# %% guessed_drawn
plt.plot([6, 7])
plt.xlabel("another label")
plt.show()

# %% counted
letters, share, twelve, part, answer = 1880, 0.6424, 12, 2e-19, 6 * 7
print(letters)
