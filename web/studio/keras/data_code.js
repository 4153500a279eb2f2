// The examples of a source, as code that makes or reads them: the variables x, y and, if there are
// any, the names of the classes.
import { DATA_FILE } from "./data.js"
import { laid, literal, text } from "./python.js"
import { tableCode } from "./table_code.js"

/** @import { Source } from "../project.js" */
/** @import { ColumnsOf } from "./table_code.js" */
/**
 * @typedef {object} Choices
 * @property {ColumnsOf} [table] how the examples were read from a table; without it the code reads
 * data.csv, which data.js makes of any examples
 * @property {string} [site] the address of the course, which the letters are fetched from
 *
 * What a program begins with, and how it gets its examples.
 * @typedef {{ imports: string[], code: string }} Part
 */

/** The course as listings call it before it has an address; see weave/course.py. */
const PREVIEW = "http://localhost:8000/"

const SHAPES = [
  "##### ..#.. ..#.. #...# ..... ..#.. #####",
  "#...# .#.#. ..#.. .#.#. ..... ..#.. #####",
  "#...# #...# ##### ..#.. ##### ..#.. #####",
  "#...# .#.#. ..#.. .#.#. ..... ..#.. #####",
  "##### ..#.. ..#.. #...# ..... ..#.. #####",
]

/** @param {Source} source */
function shapes({ classes: { length } }) {
  const rows = SHAPES.map((row) => row.slice(0, 6 * length - 1))
  return `drawing = """
${rows.join("\n")}
"""
rows = [row.split() for row in drawing.strip().splitlines()]
signs = [[list(piece) for piece in pieces] for pieces in zip(*rows)]
x = (np.array(signs) == "#").reshape(-1, 25).astype("float32")
y = np.arange(${length})`
}

const SCRATCH = `rows = "0001 0011 0111 1010 1111"
x = np.array([[int(digit) for digit in row] for row in rows.split()], "float32")
y = np.array([0, 0, 1, 0, 1], "float32")`

const NUMBERS = `starts = [(start, step) for start in range(1, 13) for step in range(1, 6)]
rows = np.array([start + step * np.arange(5) for start, step in starts], "float32")
x, y = rows[:, :4, None], rows[:, 4]`

const MOONS = `# The same curves as in the studio; chance moves the points in another way.
y = np.arange(200) % 2
along = np.arange(200) // 2 / 99
curve = 0.55 * np.stack([np.cos(np.pi * along), np.sin(np.pi * along)], axis=1)
x = np.where(y[:, None] == 1, [0.28, 0.12] - curve, curve - [0.28, 0.12])
x = np.random.default_rng(1).normal(x, 0.05).astype("float32")`

const SPIRAL = `# The same curves as in the studio; chance moves the points in another way.
y = np.arange(300) % 2
along = np.arange(300) // 2 / 149
angle, far = np.pi * (3 * along + y), 0.1 + 0.8 * along
x = np.stack([far * np.cos(angle), far * np.sin(angle)], axis=1)
x = np.random.default_rng(1).normal(x, 0.015).astype("float32")`

/** @param {Source} source */
const digits = ({
  count = 2000,
}) => `# The studio keeps 16 shades of grey; these are the 256 of the originals.
(images, labels), _ = keras.datasets.mnist.load_data()
x = images[:${count}, ..., None].astype("float32") / 255
y = labels[:${count}].astype("int64")`

/** @param {string} site */
const letters = (site) => `folder = keras.utils.get_file(
    "letters",
    origin=${text(`${site}datasets/letters.zip`)},
    extract=True,
)
paths = sorted(Path(folder).rglob("*.png"))
x = 1 - np.stack([np.asarray(Image.open(path)) for path in paths])[..., None] / 255
y = np.array([int(path.name[:4]) - 1 for path in paths])
fonts = np.array([path.stem.partition("_")[2] for path in paths])`

/** @param {Source} source */
const images = ({ shape: [side] }) => `

def shares(size, longest):
    """How much of each old pixel each of the ${side} new ones covers."""
    edges = np.linspace((size - longest) / 2, (size + longest) / 2, ${side + 1})
    covered = np.diff(np.clip(edges[:, None] - np.arange(size), 0, 1), axis=0)
    return covered * ${side} / longest


def ink(path):
    """Ink from 0 for paper to 1: dark on light, or light on dark as the border tells."""
    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    light = np.asarray(Image.alpha_composite(paper, upright).convert("L")) / 255
    border = [*light[0], *light[-1], *light[1:-1, 0], *light[1:-1, -1]]
    ink = light if np.mean(border) < 0.5 else 1 - light
    down, right = [shares(size, max(ink.shape)) for size in ink.shape]
    return down @ ink @ right.T


def class_of(name):
    """All before the first "_", else before a number at the end: "cat (2)" is a cat."""
    before = name.partition("_")[0].strip()
    if "_" in name and before:
        return before
    rest = re.sub(r"[\\s-]*(\\(\\d+\\)|(?<!\\d)\\d+)$", "", name, flags=re.ASCII)
    return name if rest in ("", name) else class_of(rest.strip())


# The folder "images" has pictures whose names begin with their class: cat_1.png.
kinds = (".png", ".jpg", ".jpeg")
files = sorted(Path("images").iterdir())
paths = [path for path in files if path.suffix.lower() in kinds]
x = np.stack([ink(path) for path in paths])[..., None]
names = [class_of(unicodedata.normalize("NFC", path.stem).strip()) for path in paths]
y = np.array([classes.index(name) for name in names])`

/** @param {Source} source */
function ownFile({ shape, classes }) {
  const shaped = shape.length > 1 ? `.reshape(${literal([-1, ...shape])})` : ""
  const y = classes.length
    ? "y = np.array([classes.index(row[-1]) for row in rows])"
    : `y = np.array([row[-1] for row in rows], "float32")`
  return `# The studio's file: names, then a line for each example, its answer at the end.
with open("${DATA_FILE}", encoding="utf-8", newline="") as file:
    names, *rows = csv.reader(file)
x = np.array([row[:-1] for row in rows], "float32")${shaped}
${y}`
}

const PATH = "from pathlib import Path"
const CSV = "import csv"
const IMAGES = ["import re", "import unicodedata", PATH, "from PIL import Image, ImageOps"]

/** @type {Record<Source["kind"], (source: Source, choices: Choices) => Part>} */
const KINDS = {
  shapes: (source) => ({ imports: [], code: shapes(source) }),
  scratch: () => ({ imports: [], code: SCRATCH }),
  numbers: () => ({ imports: [], code: NUMBERS }),
  moons: () => ({ imports: [], code: MOONS }),
  spiral: () => ({ imports: [], code: SPIRAL }),
  digits: (source) => ({ imports: [], code: digits(source) }),
  letters: (_, { site = PREVIEW }) => ({
    imports: [PATH, "from PIL import Image"],
    code: letters(site),
  }),
  images: (source) => ({ imports: IMAGES, code: images(source) }),
  points: (source) => ({ imports: [CSV], code: ownFile(source) }),
  drawings: (source) => ({ imports: [CSV], code: ownFile(source) }),
  table: (source, { table }) => ({
    imports: [CSV],
    code: table ? tableCode(source, table) : ownFile(source),
  }),
}

/**
 * @param {Source} source
 * @param {Choices} choices
 * @returns {Part}
 */
export function dataCode(source, choices) {
  const { imports, code } = KINDS[source.kind](source, choices)
  const classes = laid("classes = [", source.classes.map(text), "]")
  const more = source.shuffled
    ? "\n# Answers dealt out anew, on purpose: nothing is left to learn but by heart.\n" +
      "y = np.random.default_rng(1).permutation(y)"
    : ""
  return { imports, code: `${source.classes.length ? `${classes}\n` : ""}${code}${more}` }
}
