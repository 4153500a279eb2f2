// One drawing of neural networks: a pure function from a plain description (JSON) to SVG text:
//     import { draw } from "./drawing.js"
//     element.innerHTML = draw({ layers: [{ type: "input", size: 3 }, { type: "dense", size: 2 }] })
// No dependencies, no document, and only arithmetic that gives the same in every engine: the build and the browser run
// this file as it stands. drawing.schema.json says what a description may hold, and `check` what is wrong with one.
// Every drawing is 460 units wide, so that its labels are 11 pixels high when it is shown 350 pixels wide.
const [WIDTH, FONT] = [460, 14.5]
const LINE = 18 // from one line of a label to the next
const EDGE = 4 // kept free around everything
const SHEET = 5 // how far one channel of a stack lies behind the next
const COLORS = { 1: "#0b62c1", 2: "#b84a00", 4: "#5b6472", ink: "#1f2430", paper: "#ffffff" }
const color = (name) => `var(--fig-${name}, ${COLORS[name]})`
/* 1 ── What a description may say ─────────────────────────────────────────────────────────── */
/** A description that cannot be drawn; the message names the field and says what would be right. */
export class DrawingError extends Error {}
const fail = (path, text) => {
  throw new DrawingError(`${path || "the description"} ${text}`)
}
const told = (value) => String(JSON.stringify(value)).replace(/^(.{40}).+/s, "$1…")
const is = (test, text) => (value, path) => test(value) || fail(path, `must be ${text}, not ${told(value)}`)
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value)
const oneOf = (...names) => is((value) => names.includes(value), `one of ${names.join(", ")}`)
const within = (low, high) => (value) => typeof value === "number" && value >= low && value <= high
const whole = (low, high) => is((value) => Number.isInteger(value) && within(low, high)(value), `a whole number from ${low} to ${high}`)
const listOf = (item, least, most) => (value, path) => {
  if (!Array.isArray(value)) fail(path, `must be a list, not ${told(value)}`)
  if (!within(least, most)(value.length)) fail(path, `must have ${least} to ${most} items, not ${value.length}`)
  value.forEach((each, place) => item(each, `${path}[${place}]`))
}

/** An object with exactly these fields: all that are `needed`, and any of the others; `own` replaces rules of FIELDS. */
const record = (needed, others, own = {}) => (value, path) => {
  const [must, may] = [needed, others].map((names) => names.split(" "))
  const inside = (name) => (path ? `${path}.${name}` : name)
  if (!isObject(value)) fail(path, `must be an object, not ${told(value)}`)
  const wrong = Object.keys(value).find((name) => !must.includes(name) && !may.includes(name))
  if (wrong !== undefined) fail(inside(wrong), `is not a field here; these are: ${needed} ${others}`)
  for (const name of must) if (!Object.hasOwn(value, name)) fail(inside(name), "is missing")
  for (const name of Object.keys(value)) (own[name] ?? FIELDS[name])(value[name], inside(name))
}

const text = (most) => is((value) => typeof value === "string" && [...value].length <= most, `text of at most ${most} characters`)
const [TEXT, WORD] = [text(1000), text(20)]
const NAME = is((value) => typeof value === "string" && /^[A-Za-z][A-Za-z0-9_-]*$/.test(value), "a letter, then letters, digits, - or _")
const [COUNT, INDEX, NUMBER] = [whole(1, 1e9), whole(0, 1e9), is(within(-1e15, 1e15), "a number")]
const NUMBERS = listOf(NUMBER, 0, 1e6)
const TABLE = listOf(NUMBERS, 0, 1e6)
const LAYER = (value, path) => {
  oneOf(...Object.keys(LAYERS))(value?.type, `${path}.type`)
  LAYERS[value.type][Object.hasOwn(value, "width") ? "wide" : "flat"](value, path)
}
const FIELDS = {
  kind: oneOf("network", "neuron"), id: NAME, title: TEXT, description: TEXT, direction: oneOf("right", "down"),
  layers: listOf(LAYER, 2, 100), until: INDEX, collapse: whole(9, 100), inputs: COUNT, bias: NUMBER, sum: NUMBER, output: NUMBER,
  scale: is((value) => within(0, 1e15)(value) && value > 0, "a number above 0"),
  type: WORD, name: WORD, activation: WORD, size: COUNT, steps: COUNT, width: COUNT, height: COUNT, channels: COUNT,
  kernel: listOf(COUNT, 2, 2), stride: listOf(COUNT, 2, 2), padding: oneOf("same", "valid"), mode: oneOf("max", "average"),
  sequences: is((value) => typeof value === "boolean", "true or false"), rate: is(within(0, 1), "a number from 0 to 1"),
  lit: listOf(INDEX, 0, 1e6), winner: INDEX, labels: listOf(WORD, 0, 1e6), weights: TABLE,
  values: (value, path) => (Array.isArray(value?.[0]) ? TABLE : NUMBERS)(value, path),
}
const FLAT = { values: NUMBERS, weights: NUMBERS }
const NETWORK = record("layers", "kind id title description direction until collapse scale")
const NEURON = record("kind inputs", "id title description values weights bias sum activation output labels scale", FLAT)
const [MARKS, STACK] = ["values lit winner labels", "type width height channels"]
const both = (rule) => ({ flat: rule, wide: rule })
const SEQUENCE = both(record("type size", `name activation sequences ${MARKS}`))
const LAYERS = {
  input: { flat: record("type size", `name steps ${MARKS}`), wide: record(STACK, "name values", FLAT) },
  dense: both(record("type size", `name activation weights ${MARKS}`)),
  conv: both(record(`${STACK} kernel`, "name stride padding activation values", FLAT)),
  pool: { flat: record("type size", `name mode ${MARKS}`), wide: record(`${STACK} kernel`, "name mode stride padding values", FLAT) },
  flatten: both(record("type size", `name ${MARKS}`)),
  ...{ rnn: SEQUENCE, lstm: SEQUENCE, gru: SEQUENCE, norm: both(record("type", "name")) },
  ...{ dropout: both(record("type rate", "name")), activation: both(record("type activation", "name")) },
}
const RECURRENT = ["rnn", "lstm", "gru"]
// Layers that are written under the one before.
const NOTES = { dropout: ({ rate }) => `dropout ${at(100 * rate)}\u202f%`, activation: (it) => spoken(it.activation), norm: () => "batch norm" }

/** Hold a layer against the one before; returns what comes out of it: a "stack", a "vector" or a "sequence". */
function follow(layer, before, path) {
  const { type, width, size } = layer
  if (!before && type !== "input") fail(`${path}.type`, `must be input, not ${told(type)}: the first layer says what comes in`)
  if (before && type === "input") fail(`${path}.type`, "cannot be input: only the first layer is")
  if (!before) return width ? "stack" : layer.steps ? "sequence" : "vector"
  if (NOTES[type] || (type === "dense" && before.shape !== "stack")) return before.shape
  const wanted = type === "dense" ? "vector" : RECURRENT.includes(type) ? "sequence" : "stack"
  const remedy = { vector: "a flatten", sequence: "an input with steps, or a layer with sequences,", stack: "a layer with width and height" }
  if (before.shape !== wanted) fail(`${path}.type`, `${type} cannot follow ${before.type} here: put ${remedy[wanted]} before it`)
  if (wanted === "sequence") return layer.sequences ? "sequence" : "vector"
  const all = type === "flatten" ? before.width * before.height * before.channels : before.channels
  if (!width && size !== all) fail(`${path}.size`, `must be ${all}, because of the layer before, not ${size}`)
  return width ? "stack" : "vector"
}

/** Hold a layer's values, marks, labels and weights against the number of its neurons, and of those before. */
function agree({ type, values, size, shape, weights, labels: names, lit = [], winner = 0, width, height }, before, path, steps) {
  const count = (name, list, wanted, what) => {
    if (list && list.length !== wanted) fail(`${path}.${name}`, `has ${list.length} items, but there are ${wanted} ${what}`)
  }
  if (shape === "stack") return count("values", values, width * height, "places in a channel")
  const isTimed = shape === "sequence" || RECURRENT.includes(type)
  const kind = isTimed ? "a list of numbers for each step" : "a number for each neuron"
  if (values?.length && Array.isArray(values[0]) !== isTimed) fail(`${path}.values`, `must hold ${kind}`)
  count("values", values, isTimed ? steps : size, isTimed ? "steps" : "neurons")
  if (isTimed) values?.forEach((row, place) => count(`values[${place}]`, row, size, "neurons"))
  count("weights", weights, before?.size, "neurons in the layer before")
  weights?.forEach((row, place) => count(`weights[${place}]`, row, size, "neurons"))
  count("labels", names, size, "neurons")
  const check = (name, index) => index < size || fail(`${path}.${name}`, `must be below ${size}, the number of neurons, not ${index}`)
  lit.forEach((index, place) => check(`lit[${place}]`, index))
  check("winner", winner)
}

/** Throw a DrawingError if a description cannot be drawn; nothing is ever half-drawn. */
export function check(description) {
  const isNeuron = isObject(description) && description.kind === "neuron"
  ;(isNeuron ? NEURON : NETWORK)(description, "")
  const { layers = [], until = 0, inputs } = description
  for (const name of isNeuron ? ["values", "weights", "labels"] : []) {
    const given = description[name]?.length ?? inputs
    if (given !== inputs) fail(name, `has ${given} items, but there are ${inputs} inputs`)
  }
  let before
  layers.forEach((layer, number) => {
    const known = { ...layer, shape: follow(layer, before, `layers[${number}]`) }
    if (NOTES[layer.type]) return
    agree(known, before, `layers[${number}]`, layers[0].steps)
    before = known
  })
  if (until && until >= layers.length) fail("until", `must be below ${layers.length}, the number of layers, not ${until}`)
}

/* 2 ── Text and shapes ────────────────────────────────────────────────────────────────────── */
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")
const at = (number) => String(Math.round(number * 10) / 10)
const spoken = (name) => name.replace(/_/g, " ")
const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f")
const clamp = (value, low, high) => Math.max(low, Math.min(high, value))
const highest = (values = []) => Math.max(1, most(values.flat().map(Math.abs)))
const most = (numbers) => numbers.reduce((a, b) => Math.max(a, b), 0)

/** A number as a person would write it into a small circle. */
function brief(value) {
  const size = Math.abs(value)
  const text = Number.isInteger(value) || size >= 100 ? grouped(Math.round(size)) : size.toFixed(size >= 10 ? 1 : 2)
  return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text
}

/** At least as wide as the text will be, whatever sans-serif font shows it. */
const SHARES = [[/[\u202f ilj.,:'|!()tfr]/, 0.42], [/[mw%MW…]/, 0.98], [/[A-Z×+=−Σ]/, 0.76], [/./su, 0.63]] // of the font's size
const wide = (text) => [...text].reduce((sum, letter) => sum + SHARES.find(([letters]) => letters.test(letter))[1] * FONT, 0)

/** Lines of at most `room`, broken at spaces. */
function wrapped(lines, room) {
  const add = (parts, word) => {
    const longer = `${parts.at(-1)} ${word}`.trim()
    return wide(longer) <= room || longer === word ? [...parts.slice(0, -1), longer] : [...parts, word]
  }
  return lines.flatMap((line) => line.split(" ").reduce(add, [""]))
}
const [START, END, HEAVY] = [' text-anchor="start"', ' text-anchor="end"', ' font-weight="600"']
const HALO = ` style="paint-order:stroke;stroke:${color("paper")};stroke-width:4;stroke-linejoin:round"`
const label = (x, y, text, more = "") => (text === "" ? "" : `<text x="${at(x)}" y="${at(y + 5)}"${more}>${escape(text)}</text>`)
const labels = (x, y, lines, more) => lines.map((line, number) => label(x, y + number * LINE, line, more)).join("")
const line = (d, width, name = 4, more = "") => `<path d="${d}" style="fill:none;stroke:${color(name)};stroke-width:${width}${more}"/>`
const ring = (x, y, radius, width, fill = "none") =>
  `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" style="fill:${fill};stroke:${color(1)};stroke-width:${width}"/>`
const box = (x, y, across, tall, name) =>
  `<rect x="${at(x - across / 2)}" y="${at(y - tall / 2)}" width="${across}" height="${tall}" rx="12" ` +
  `style="fill:${color("paper")};stroke:${color(name)}"/>`
/** What a forward pass has not reached yet is pale. */
const reached = (stage, drawn) => (stage.pale && drawn ? `<g style="opacity:.3">${drawn}</g>` : drawn)

/** An arrow along points, its head at the last one. */
function arrow(points) {
  const [[a, b], [x, y]] = points.slice(-2)
  const length = Math.sqrt((x - a) ** 2 + (y - b) ** 2) || 1
  const [u, v] = [((x - a) / length) * 6, ((y - b) / length) * 6]
  const head = `M${at(x - u - v * 0.7)} ${at(y - v + u * 0.7)}L${at(x)} ${at(y)}L${at(x - u + v * 0.7)} ${at(y - v - u * 0.7)}`
  return line(`M${points.map((point) => point.map(at).join(" ")).join("L")}${head}`, 1.2)
}

/* 3 ── Layers of single neurons ───────────────────────────────────────────────────────────── */
/** The neurons of a layer that are drawn, by index; a gap {from, to} stands for those that are not. */
function chosen({ size, winner, lit = [] }, collapse, ends = 4) {
  if (size <= collapse) return Array.from({ length: size }, (_, index) => index)
  const edge = Array.from({ length: ends }, (_, index) => index)
  const marked = [winner, ...lit.slice(0, 3)].filter((index) => index >= ends && index < size - ends).sort((a, b) => a - b)
  const list = [...edge, ...new Set(marked), ...edge.map((index) => size - ends + index)]
  const gap = (index, from) => (index > from ? [{ from, to: index }, index] : [index])
  return list.flatMap((index, place) => gap(index, place && list[place - 1] + 1))
}

const isGap = (item) => typeof item === "object"
const counted = ({ from, to }) => `… ${grouped(to - from)} …`
/** How many neurons high a layer is, with its gaps; its length; the widest text in its gaps and beside its neurons. */
const units = ({ shown }) => shown.length + 0.6 * shown.filter(isGap).length
const extent = ({ shown, pitch, gap }) => shown.reduce((sum, item) => sum + (isGap(item) ? gap : pitch), -pitch)
const counts = ({ shown }) => most(shown.map((item) => (isGap(item) ? wide(counted(item)) : 0)))
const besides = (stage) => most(stage.shown.flatMap((item) => (isGap(item) ? 0 : beside(stage, item).map(wide))))
/** Whether all values of a layer can stand in its circles. */
const inside = ({ values, shown, radius }) => radius >= 9 && shown.every((item) => isGap(item) || wide(brief(values[item])) <= 2 * radius)

/** What stands beside a neuron: its label, and its value where that does not fit inside. */
function beside(stage, index) {
  const { labels: names, values, pitch } = stage
  const value = values && pitch >= LINE && !inside(stage) ? brief(values[index]) : ""
  const text = names && value ? `${names[index]}: ${value}` : (names?.[index] ?? value)
  return pitch > 2 * LINE ? wrapped([text], 84) : [text]
}

/** Put a layer's neurons on a line around (x, y): a column, or a row if `down`. */
function place(stage, x, y, down = false) {
  const { shown, pitch, gap } = stage
  let end = -extent(stage) / 2 - pitch
  const spots = shown.map((item) => {
    const on = isGap(item) ? end + (pitch + gap) / 2 : end + pitch
    end += isGap(item) ? gap : pitch
    return down ? { item, x: x + on, y } : { item, x, y: y + on }
  })
  return Object.assign(stage, { down, dots: spots.filter(({ item }) => !isGap(item)), gaps: spots.filter(({ item }) => isGap(item)) })
}

/** All links between two layers, in one path that goes to and fro: half as many points as one by one. */
function everyLink(from, to) {
  const [starts, ends] = [from, to].map(({ dots }) => dots.map(({ x, y }) => `${at(x)} ${at(y)}`))
  const goal = (place) => ends[(place + ends.length) % ends.length]
  const fro = (shift) => `M${goal(shift - 1)} ${starts.map((start, place) => `${start} ${goal(place + shift)}`).join(" ")}`
  return ends.map((_, shift) => (shift % 2 ? "" : fro(shift))).join("")
}

/** The links by weight: its sign a color, its size one of eight widths. */
function weighted(from, to, scale, crowd) {
  const paths = {}
  for (const a of from.dots) {
    for (const b of to.dots) {
      const weight = to.weights[a.item][b.item]
      const key = `${weight < 0 ? 2 : 1}${clamp(Math.ceil((Math.abs(weight) / scale) * 8), 1, 8)}`
      paths[key] = `${paths[key] ?? ""}M${at(a.x)} ${at(a.y)}l${at(b.x - a.x)} ${at(b.y - a.y)}`
    }
  }
  const drawn = ([key, d]) => line(d, (key[1] * 9 + 8) / (crowd > 150 ? 40 : 20), key[0], `;stroke-opacity:${(45 + 6 * key[1]) / 100}`)
  return Object.entries(paths).sort().map(drawn).join("")
}

/** The links between two layers; where neurons are left out, a bundle stands for theirs. */
function links(from, to, scale) {
  const crowd = from.dots.length * to.dots.length
  let drawn = ""
  for (const [one, other] of [[from, to], [to, from]]) {
    const [first, last] = [other.dots[0], other.dots.at(-1)]
    for (const { x, y } of one.gaps) {
      const [across, along] = one.down ? [one.gap / 2, 0] : [0, one.gap / 2]
      const d = `M${at(x - across)} ${at(y - along)}L${at(x + across)} ${at(y + along)} ${at(last.x)} ${at(last.y)} ${at(first.x)} ${at(first.y)}Z`
      drawn += `<path d="${d}" style="fill:${color(4)};fill-opacity:.1"/>`
    }
  }
  const plain = () => line(everyLink(from, to), crowd > 200 ? 0.4 : 0.7, 4, crowd > 60 ? ";stroke-opacity:.55" : "")
  return reached(to, drawn + (to.weights ? weighted(from, to, scale, crowd) : plain()))
}

/** How a neuron is filled: ink for a positive value, orange for a negative one, blue where it is marked; paler under text. */
function filling({ winner, lit = [], values = [], top }, index, isText) {
  const marked = winner === index || lit.includes(index)
  const share = Math.min(1, Math.abs(values[index] ?? (marked ? 1 : 0)) / top)
  const strength = Math.round(100 * (isText ? 0.3 * share : marked ? Math.max(share, 0.7) : share)) / 100
  const style = marked ? `fill:${color(1)};stroke:${color(1)};stroke-width:2.5` : values[index] < 0 ? `fill:${color(2)}` : ""
  return ` fill-opacity="${strength}"${style && ` style="${style}"`}`
}
const bold = ({ winner }, index) => (index === winner ? HEAVY : "")
/** The neurons of a layer: paper below, circles filled by value, values inside where they fit, counts in the gaps. */
function neurons(stage, id) {
  const { dots, gaps, radius, values, winner, room = WIDTH } = stage
  const isText = values && inside(stage)
  const paper = dots.map((dot) => `M${at(dot.x)} ${at(dot.y)}h0`).join("")
  let [circles, texts] = ["", ""]
  for (const { item, x, y } of dots) {
    const spot = `id="${id}-${stage.number}-${item}" cx="${at(x)}" cy="${at(y)}" r="${at(radius)}"`
    circles += `<circle ${spot}${filling(stage, item, isText)}/>${item === winner ? ring(x, y, radius + 4, 1.5) : ""}`
    if (isText) texts += label(x, y, brief(values[item]), bold(stage, item))
  }
  for (const { item, x, y } of gaps) {
    texts += label(x, y, [counted(item), grouped(item.to - item.from)].find((text) => wide(text) < room) ?? "…", HALO)
  }
  const style = `fill:${color("ink")};stroke:${color("ink")};stroke-width:1`
  return `${line(paper, at(2 * radius), "paper", ";stroke-linecap:round")}<g style="${style}">${circles}</g>${texts}`
}

/** The lines beside a neuron, to its right (or left). */
function named(stage, { item, x, y }, left = false) {
  const lines = beside(stage, item)
  const off = stage.radius + (item === stage.winner ? 9 : 7)
  return labels(left ? x - off : x + off, y - ((lines.length - 1) / 2) * LINE, lines, (left ? END : START) + bold(stage, item))
}

/* 4 ── Networks ───────────────────────────────────────────────────────────────────────────── */
/** What is drawn of a network: its layers but for dropout, activations and normalization, which are written below them. */
function staged({ layers, until = layers.length }) {
  const stages = []
  for (const [number, layer] of layers.entries()) {
    const before = stages.at(-1)
    if (NOTES[layer.type] && before.foot.push(NOTES[layer.type](layer))) continue
    const stage = { ...layer, number, shape: follow(layer, before, ""), pale: number > until }
    if (stage.pale) Object.assign(stage, { values: undefined, winner: undefined, lit: undefined })
    stage.top = highest(stage.values)
    stage.foot = stage.shape === "stack" ? [`${stage.width} × ${stage.height}`, `× ${grouped(stage.channels)}`] : [grouped(stage.size)]
    if (layer.activation) stage.foot.push(spoken(layer.activation))
    const kind = RECURRENT.includes(layer.type) ? layer.type.toUpperCase() : layer.type
    stage.head = layer.name ?? (kind === "pool" ? `${layer.mode ?? "max"} pool` : kind)
    stages.push(stage)
  }
  const inner = stages.slice(0, -1).filter((stage) => stage.type === "dense" && !stage.name)
  inner.forEach((stage, number) => (stage.head = inner.length > 1 ? `hidden ${number + 1}` : "hidden"))
  if (stages.at(-1).type === "dense") stages.at(-1).head = stages.at(-1).name ?? "output"
  return stages
}

/** Size of circles and distances of a layer, `tall` the longest; what is written above or beside neurons needs room. */
function sized(stage, base, tall, between) {
  const least = !stage.labels ? 0 : between ? 44 : stage.shown.length < 8 ? 41 : LINE
  stage.pitch = clamp(Math.max(base, (0.62 * tall) / units(stage)), least, 60)
  stage.radius = Math.min(23, 0.42 * stage.pitch, stage.labels && between ? (stage.pitch - LINE - 4) / 2 : 99)
  stage.gap = Math.max(30, 1.2 * stage.pitch)
}

/** A dense network as columns from left to right; undefined where its labels would not fit. */
function columns(stages, id, { collapse = 30, scale }) {
  const [first, last] = [stages[0], stages.at(-1)]
  const isBetween = (stage) => stage !== first && stage !== last
  stages.forEach((stage) => (stage.shown = chosen(stage, collapse)))
  const base = clamp(300 / most(stages.map(units)), 11.5, 60)
  stages.forEach((stage) => sized(stage, base, 300, isBetween(stage)))
  const tall = most(stages.map(extent))
  stages.forEach((stage) => sized(stage, base, tall, isBetween(stage)))
  const words = (stage) => most([stage.head, ...stage.foot].flatMap((text) => text.split(" ")).map(wide))
  const aside = (stage) => (besides(stage) ? besides(stage) + 9 : 5) + stage.radius
  const [left, right] = [first, last].map((stage) => EDGE + Math.max(aside(stage), words(stage) / 2, counts(stage) / 2))
  const slot = (WIDTH - left - right) / (stages.length - 1)
  if (stages.some((stage, number) => number && (words(stage) + words(stages[number - 1])) / 2 + 4 > slot)) return undefined
  stages.forEach((stage) => {
    stage.room = (stage === first ? Math.min(slot, 2 * left) : stage === last ? Math.min(slot, 2 * right) : slot) - 4
    stage.over = wrapped([stage.head], stage.room)
  })
  const reach = most(stages.map((stage) => stage.radius)) + (stages.some((stage) => isBetween(stage) && stage.labels) ? LINE : 5)
  const top = EDGE + LINE * most(stages.map((stage) => stage.over.length))
  const [middle, foot] = [top + 6 + reach + tall / 2, top + 22 + 2 * reach + tall]
  let [under, over, height] = ["", "", 0]
  stages.forEach((stage, number) => {
    const x = left + number * slot
    place(stage, x, middle)
    if (number) under += links(stages[number - 1], stage, scale)
    over += neurons(stage, id)
    const above = (dot) => label(x, dot.y - stage.radius - 9, stage.labels?.[dot.item] ?? "", HALO)
    over += stage.dots.map((dot) => (isBetween(stage) ? above(dot) : named(stage, dot, stage === first))).join("")
    const lines = wrapped(stage.foot, stage.room)
    over += labels(x, top - LINE * stage.over.length + 7, stage.over, HEAVY) + labels(x, foot, lines)
    height = Math.max(height, foot + LINE * lines.length - 6)
  })
  return { body: under + over, height }
}

/** A dense network as rows from top to bottom, its words to the right: room for any number of layers. */
function rows(stages, id, { collapse = 30, scale }) {
  const side = WIDTH - 128
  let [under, over, y] = ["", "", EDGE]
  stages.forEach((stage, number) => {
    const isLast = number === stages.length - 1
    stage.shown = chosen(stage, collapse)
    const gaps = stage.shown.filter(isGap).length
    const count = counts(stage) + 8
    stage.pitch = Math.min(50, (side - 16 - gaps * count) / (stage.shown.length - gaps))
    Object.assign(stage, { radius: Math.min(21, 0.42 * stage.pitch), gap: count })
    const lines = wrapped([stage.head, stage.foot.join(", ")], WIDTH - side - EDGE)
    const half = Math.max(stage.radius + 5, (LINE * lines.length) / 2)
    const extra = stage.labels ? LINE + 4 : 0
    y += half + (isLast ? 0 : extra)
    place(stage, side / 2, y, true)
    if (number) under += links(stages[number - 1], stage, scale)
    for (const { item, x } of stage.dots) {
      const text = stage.labels?.[item] ?? ""
      const middle = clamp(x, EDGE + wide(text) / 2, side - wide(text) / 2)
      const fits = item === stage.winner || most((stage.labels ?? []).map(wide)) < stage.pitch - 2
      if (fits) over += label(middle, y + (isLast ? stage.radius + 15 : -stage.radius - 13), text, bold(stage, item) + HALO)
    }
    const start = y - ((lines.length - 1) / 2) * LINE
    over += neurons(stage, id) + label(side, start, lines[0], START + HEAVY) + labels(side, start + LINE, lines.slice(1), START)
    y += half + (isLast ? extra : 16)
  })
  return { body: under + over, height: y }
}

/** Measure a layer of neurons that stands beside other things, and draw it there. */
function small(stage, collapse = 12) {
  const isFew = stage.size < 4
  Object.assign(stage, { shown: chosen(stage, collapse), pitch: isFew ? 42 : stage.labels ? LINE : 15, radius: isFew ? 17 : 6, gap: 34 })
  const half = Math.max(most([stage.head, ...stage.foot].map(wide)), counts(stage), 22) / 2
  const [inner, after] = [Math.max(counts(stage) / 2, stage.radius + 5), Math.max(half, besides(stage) + stage.radius + 10)]
  return Object.assign(stage, { before: half, after, inner, reach: extent(stage) / 2 + stage.radius + 5 })
}
const drawnSmall = (stage, x, y, id) => neurons(place(stage, x, y), id) + stage.dots.map((dot) => named(stage, dot)).join("")

/** How many sheets stand for so many channels: more for more, but never many. */
const sheets = (channels) => [5, 33, 65, 129, 257].filter((limit) => channels >= limit).length + Math.min(channels, 4)
/** A channel as pixels: horizontal bars of ink in four strengths. */
function pixels({ x, y, wide: w, tall: h, values, width, height, top }) {
  const runs = ["", "", "", "", ""]
  const level = (place) => Math.ceil(clamp(values[place] / top, 0, 1) * 4)
  for (let start = 0, end = 1; start < values.length; start = end++) {
    while (end % width && level(end) === level(start)) end++
    const [row, column] = [Math.floor(start / width), start % width]
    runs[level(start)] += `M${at(x + (column * w) / width)} ${at(y + ((row + 0.5) * h) / height)}h${at(((end - start) * w) / width)}`
  }
  return runs.map((d, strength) => (d && strength ? line(d, at(h / height + 0.2), "ink", `;stroke-opacity:${strength / 4}`) : "")).join("")
}

/** A stack of channels in perspective, the front one at (x, y). */
function stack(stage) {
  const { x, y, wide: w, tall: h } = stage
  const sheet = (_, back) => `<path d="M${at(x + back * SHEET)} ${at(y - back * SHEET)}h${at(w)}v${at(h)}h${at(-w)}z"/>`
  const drawn = Array.from({ length: sheets(stage.channels) }, sheet).reverse().join("")
  return `<g style="fill:${color("paper")};stroke:${color(4)};stroke-width:1">${drawn}</g>${stage.values ? pixels(stage) : ""}`
}

/** The kernel on the channel that it reads, to scale, and rays to the one place that it fills; else an arrow, or links. */
function connection(from, to, scale) {
  const [start, end, middle] = [from.right + 3, to.left - 3, to.line.middle]
  if (to.line !== from.line) {
    const [turn, gutter] = [from.line.end + 10, to.line.top - 4]
    return arrow([[start, from.line.middle], [turn, from.line.middle], [turn, gutter], [EDGE, gutter], [EDGE, middle], [end, middle]])
  }
  if (from.dots) return links(from, to, scale)
  if (!to.kernel || !to.wide) return arrow([[start, middle], [end, middle]])
  const [high, broad] = [from.tall * Math.min(1, to.kernel[0] / from.height), from.wide * Math.min(1, to.kernel[1] / from.width)]
  const [right, top] = [from.x + Math.min(from.wide, from.wide * 0.6 + broad / 2), from.y + (from.tall - high) / 2]
  const target = [to.x + to.wide * 0.3, to.y + to.tall / 2]
  const rays = `M${at(right)} ${at(top)}L${target.map(at).join(" ")}L${at(right)} ${at(top + high)}`
  const patch = line(`M${at(right)} ${at(top)}h${at(-broad)}v${at(high)}h${at(broad)}z`, 1, 1, `;fill:${color(1)};fill-opacity:.25`)
  return patch + line(rays, 0.8, 1) + ring(...target, 2, 1, color(1))
}

/** Sizes and words of the stages of a convolutional network, and the line that each one comes to stand on. */
function lined(stages, collapse) {
  const longest = ({ width = 0, height = 0 }) => Math.max(width, height)
  const biggest = most(stages.map(longest))
  stages.forEach((stage, number) => {
    const { width, height, kernel, stride = [1, 1] } = stage
    const words = most([stage.head, ...(stage.foot = wrapped(stage.foot, 104))].map(wide))
    stage.lead = kernel ? [`${kernel[1]} × ${kernel[0]}`] : []
    if (most(stride) > 1) stage.lead.push(`stride ${stride[0] === stride[1] ? stride[0] : `${stride[1]} × ${stride[0]}`}`)
    stage.ahead = number && Math.max(most(stage.lead.map(wide)) + 10, 44)
    if (stage.shape === "vector") return small(stage, collapse)
    const each = (84 * Math.sqrt(longest(stage) / biggest)) / longest(stage)
    Object.assign(stage, { back: (sheets(stage.channels) - 1) * SHEET, wide: Math.max(8, width * each), tall: Math.max(8, height * each) })
    stage.before = stage.after = Math.max(stage.wide + stage.back, words) / 2
    Object.assign(stage, { inner: (stage.wide + stage.back) / 2, reach: (stage.tall + stage.back) / 2 })
  })
  const space = (stage) => stage.ahead + stage.before + stage.after
  const isLong = stages.reduce((sum, stage) => sum + space(stage), 0) > WIDTH - 20
  const lines = []
  stages.forEach((stage, number) => {
    const before = stages[number - 1]
    const isBreak = (before?.type === "pool" && before !== before.line.stages[0]) || stage.shape === "vector"
    const pause = isLong && isBreak && before?.shape === "stack"
    if (!before || pause || lines.at(-1).used + space(stage) > WIDTH - 20) lines.push({ stages: [], used: 0 })
    Object.assign(stage, { line: lines.at(-1), last: before }).line.stages.push(stage)
    stage.line.used += space(stage)
  })
  return lines
}

/** A convolutional network in lines from left to right: after a pool, and before the flat tail, a new one may begin. */
function flow(stages, id, { collapse, scale }) {
  let [under, over, y] = ["", "", EDGE]
  for (const [number, line] of lined(stages, collapse).entries()) {
    const reach = most(line.stages.map((stage) => stage.reach))
    const spare = Math.min(30, (WIDTH - 20 - line.used) / Math.max(1, line.stages.length - (number ? 0 : 1)))
    Object.assign(line, { top: y, middle: y + LINE + 6 + reach, end: EDGE })
    for (const stage of line.stages) {
      const { last, back, inner, foot } = stage
      const gap = stage.ahead && stage.ahead + spare
      const [start, middle] = [line.end + gap / 2 + 2, line.end + gap + stage.before]
      line.end = middle + stage.after
      Object.assign(stage, { left: middle - inner, right: middle + inner, x: middle - inner, y: line.middle + (back - stage.tall) / 2 })
      const piece = back === undefined ? drawnSmall(stage, middle, line.middle, id) : stack(stage)
      const joined = last ? connection(last, stage, scale) : ""
      if (stage.dots) under += joined
      over += reached(stage, piece + (stage.dots ? "" : joined))
      const ray = last?.line === line && stage.wide ? line.middle + (last.back + back) / 4 : line.middle
      over += stage.lead.map((text, row) => label(start, ray + (row ? 20 : -18), text)).join("")
      over += label(middle, y + 9, stage.head, HEAVY) + labels(middle, line.middle + reach + 16, foot)
    }
    y = line.middle + reach + 20 + LINE * most(line.stages.map((stage) => stage.foot.length))
  }
  return { body: under + over, height: y - 10 }
}

/** A recurrent network, unrolled: each step a column (or a row), each layer above (or beside) the one before. */
function unrolled(stages, id, { direction, collapse, scale, layers: [{ steps }] }, down = direction === "down") {
  const end = stages.findIndex((stage, number) => number && stage.shape !== "sequence") + 1 || stages.length
  const [cells, tail] = [stages.slice(0, end), stages.slice(end).map((stage) => small(stage, collapse))]
  const left = down ? 70 : most(cells.flatMap((cell) => [cell.head, ...cell.foot]).map(wide)) + 10
  const room = WIDTH - EDGE - left - tail.reduce((sum, stage) => sum + stage.before + stage.after + 26, 0)
  const fit = clamp(down ? 5 : Math.floor(room / 62), 2, 6)
  const shown = Array.from({ length: Math.min(fit, steps) }, (_, step) => (step === fit - 1 ? steps - 1 : step))
  const [along, across] = down ? [80, Math.min(130, room / cells.length)] : [Math.min(110, room / shown.length), 104]
  if (down) cells.forEach((cell) => (cell.foot = wrapped(cell.foot, across - 4)))
  const top = EDGE + (down ? 26 + LINE * most(cells.map((cell) => cell.foot.length)) : 0)
  const [side, deep] = [20, 38] // half of a cell, along time and from layer to layer
  const spot = (layer, step, later = 0, further = 0) => {
    const [time, depth] = [along * (step + 0.5) + later, across * (layer + 0.5) + further]
    return down ? [left + depth, top + time] : [left + time, top + across * cells.length - depth]
  }
  let [under, over] = ["", ""]
  cells.forEach((cell, layer) => {
    const radius = cell.size === 1 ? 17 : cell.size < 3 ? 9 : 5.5
    Object.assign(cell, { shown: chosen(cell, 4, 2), radius, pitch: 2.4 * radius, gap: 16, room: 0 })
    shown.forEach((step, column) => {
      const [x, y] = spot(layer, column)
      const winner = step === steps - 1 ? cell.winner : undefined
      const now = place({ ...cell, values: cell.values?.[step], winner, labels: undefined }, x, y, down)
      let piece = box(x, y, 2 * (down ? deep : side), 2 * (down ? side : deep), layer ? 1 : 4) + neurons(now, `${id}-t${step + 1}`)
      if (layer) piece += arrow([spot(layer - 1, column, 0, deep), spot(layer, column, 0, -deep - 2)])
      if (column && RECURRENT.includes(cell.type)) piece += arrow([spot(layer, column - 1, side), spot(layer, column, -side - 2)])
      under += reached(cell, piece)
      if (column && step > shown[column - 1] + 1) over += label(...spot(layer, column, -along / 2), "…", HALO)
      if (!layer) over += label(down ? EDGE : x, down ? y : y + deep + 16, `step ${grouped(step + 1)}`, down ? START : "")
    })
    const [x, y] = spot(layer, 0)
    const start = y - (cell.foot.length / 2) * LINE
    if (down) over += label(x, EDGE + 8, cell.head, HEAVY) + labels(x, EDGE + 8 + LINE, cell.foot)
    else over += label(EDGE, start, cell.head, START + HEAVY) + labels(EDGE, start + LINE, cell.foot, START)
  })
  let height = top + (down ? along * shown.length : across * cells.length + 20)
  const [lastX, lastY] = spot(cells.length - 1, shown.length - 1)
  let x = left + (down ? across * cells.length : along * shown.length)
  tail.forEach((stage, number) => {
    const room = stage.reach + LINE + EDGE + 6
    const y = down ? Math.max(room, Math.min(lastY, height - stage.reach - 10 - LINE * stage.foot.length)) : Math.max(lastY, room)
    x += 26 + stage.before
    over += label(x, y - stage.reach - 10, stage.head, HEAVY) + labels(x, y + stage.reach + 10, stage.foot)
    over += reached(stage, drawnSmall(stage, x, y, id))
    under += number ? links(tail[number - 1], stage, scale) : reached(stage, arrow([[lastX + (down ? deep : side), lastY], [x - stage.inner - 3, y]]))
    height = Math.max(height, y + stage.reach + 4 + LINE * stage.foot.length)
    x += stage.after
  })
  return { body: under + over, height }
}

/* 5 ── One neuron ─────────────────────────────────────────────────────────────────────────── */
/** One neuron: what comes in, times weights, added up with the bias, through the activation. */
function neuron({ inputs, values, weights, bias, sum, activation = "activation", output, labels: names, scale }, id) {
  const stage = { size: inputs, number: 0, values, labels: names, pitch: inputs > 5 ? 50 : 60, radius: 23, gap: 40, top: highest(values) }
  stage.shown = chosen(stage, 8, 3)
  const [left, middle] = [EDGE + 24 + Math.max(besides(stage) + 8, counts(stage) / 2 - 23), EDGE + 25 + Math.max(extent(stage) / 2, 66)]
  const [sumX, activationX, outputX] = [258, 346, 432]
  const goal = { dots: [{ item: 0, x: sumX, y: middle }], gaps: [], weights: weights?.map((weight) => [weight]) }
  let drawn = links(place(stage, left, middle), goal, scale ?? (most((weights ?? []).map(Math.abs)) || 1)) + neurons(stage, id)
  for (const dot of stage.dots) {
    const [x, y] = [dot.x + (sumX - dot.x) * 0.38, dot.y + (middle - dot.y) * 0.38]
    drawn += named(stage, dot, true) + (weights ? label(x, y, `× ${brief(weights[dot.item])}`, HALO) : "")
  }
  if (bias !== undefined) drawn += arrow([[sumX, middle + 58], [sumX, middle + 27]]) + label(sumX, middle + 68, `bias ${brief(bias)}`)
  const lines = wrapped([spoken(activation)], 66)
  drawn += box(activationX, middle, 72, 44, "ink") + labels(activationX, middle - (lines.length - 1) * 9, lines)
  drawn += arrow([[sumX + 25, middle], [activationX - 38, middle]]) + arrow([[activationX + 36, middle], [outputX - 26, middle]])
  for (const [number, x, value, name, sign] of [[1, sumX, sum, "sum", "Σ"], [2, outputX, output, "output", ""]]) {
    const given = value === undefined ? undefined : [value]
    drawn += neurons(place({ number, shown: [0], radius: 24, pitch: 1, top: highest(given), values: given }, x, middle), id)
    drawn += label(x, middle - 36, name) + label(x, middle, given ? "" : sign)
  }
  return { body: drawn, height: 2 * middle - EDGE }
}

/** The SVG text of a network or of one neuron; each neuron is a circle with the id ID-LAYER-NEURON, unrolled ID-tSTEP-LAYER-NEURON. */
export function draw(description) {
  check(description)
  const { kind, id = "drawing", direction } = description
  const stages = kind === "neuron" ? [] : staged(description)
  const heaviest = most(stages.flatMap((stage) => (stage.weights ?? []).flat()).map(Math.abs))
  const options = { ...description, scale: description.scale ?? (heaviest || 1) }
  const has = (shape) => stages.some((stage) => stage.shape === shape)
  const dense = () => (direction !== "down" && columns(stages, id, options)) || rows(stages, id, options)
  const [name, drawn] =
    kind === "neuron" ? ["One neuron", neuron(description, id)]
    : has("sequence") ? ["A recurrent network", unrolled(stages, id, options)]
    : has("stack") ? ["A convolutional network", flow(stages, id, options)]
    : ["A dense network", dense()]
  const said = stages.map((stage) => `${stage.head}: ${stage.foot.join(", ")}.`).join(" ") || `${grouped(description.inputs)} inputs.`
  const font = `font-family:var(--fig-font, sans-serif);font-size:${FONT}px;font-variant-numeric:tabular-nums;text-anchor:middle`
  const [title, words] = [description.title ?? name, description.description ?? said]
  const named = title && `<title id="${id}-title">${escape(title)}</title>\n<desc id="${id}-desc">${escape(words)}</desc>\n`
  const root = title && `role="img" aria-labelledby="${id}-title ${id}-desc" `
  return `<svg ${root}xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${at(drawn.height + EDGE)}">
${named}<g style="${font};fill:${color("ink")}">${drawn.body}</g>
</svg>
`
}
