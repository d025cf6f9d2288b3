// How nodes and edges look: pure functions from what Python sent and the page's theme to vis-network's words.
// Stands in front of network_figure.js; both are sent to the browser as one script.

const SIZE = { star: 17, triangle: 15, triangleDown: 15, diamond: 16, square: 12, dot: 14, hexagon: 14 };
const LABEL_LIFT = { star: -9, triangle: -6, triangleDown: -6 }; // Their corners keep the label too far away.
const THIN = 1.5;
const THICK = 3;

function sizeOf(node, kinds) {
  return SIZE[kinds[node.kind].shape] * (node.is_focus ? 1.5 : 1);
}

function nodeLook(node, kinds, { ground, text, accent, font }) {
  const { shape, colour, border, is_hollow: isHollow } = kinds[node.kind];
  const paint = (solid) => (node.is_faded ? mix(solid, ground, 0.68) : solid);
  return {
    id: node.id,
    label: node.label,
    title: node.caption,
    shape,
    size: sizeOf(node, kinds),
    borderWidth: node.is_on_path || isHollow ? THICK : THIN,
    color: { background: isHollow ? ground : paint(colour), border: node.is_on_path ? accent : paint(border) },
    font: {
      face: font, size: node.is_focus ? 18 : 16, color: paint(text), vadjust: LABEL_LIFT[shape] ?? 0,
      strokeWidth: node.is_faded ? 0 : 4, strokeColor: ground, // Keeps edges off the letters, but not the path.
    },
  };
}

function edgeLook(edge, hasWords, { ground, text, accent, font }) {
  const color = edge.is_on_path ? accent : mix(text, ground, edge.is_faded ? 0.85 : 0.55);
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    title: edge.caption,
    label: hasWords ? edge.label : "",
    color: { color, highlight: color, hover: color, inherit: false },
    width: edge.is_on_path ? 4 : 1.2,
    dashes: edge.is_similarity ? [5, 5] : false,
    arrows: { to: { enabled: !edge.is_similarity, scaleFactor: edge.is_on_path ? 0.6 : 0.45 } },
    smooth: bow(edge),
    font: { face: font, size: 14, color: mix(text, ground, 0.25), strokeWidth: 0, background: ground },
  };
}

// vis-network would draw parallel edges exactly on top of each other. Lane 0 is straight; odd lanes bow to one side,
// even ones to the other, farther out the higher the number. Python gives the numbers (dashboard/figure.py).
function bow({ lane, flip }) {
  if (lane === 0) return { enabled: false };
  const type = (lane % 2 === 1) !== flip ? "curvedCW" : "curvedCCW";
  return { enabled: true, type, roundness: 0.2 * Math.ceil(lane / 2) };
}

function readTheme(element) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--st-${name}`).trim();
  return {
    ground: read("background-color") || "#ffffff",
    text: read("text-color") || "#222222",
    accent: read("primary-color") || "#4a34b0",
    font: read("font") || "sans-serif",
  };
}

const pen = document.createElement("canvas").getContext("2d");

// The first colour with this share of the second in it. The pen turns any way to write a colour into #rrggbb.
function mix(first, second, share) {
  const [a, b] = [first, second].map((colour) => {
    pen.fillStyle = colour;
    return [1, 3, 5].map((at) => parseInt(pen.fillStyle.slice(at, at + 2), 16));
  });
  return `rgb(${a.map((value, i) => Math.round(value + (b[i] - value) * share)).join(",")})`;
}
