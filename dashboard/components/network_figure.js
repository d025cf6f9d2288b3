// Draws one network picture with vis-network and reports clicks to Python. How things look: network_figure_look.js.
//
// Streamlit calls the default function again on every rerun and on every change of theme, with the same
// parentElement. So there is one View per parentElement, and a call only applies what is different: a person who
// has found a node must not have to look for it again.
//
// Names come from files that other people wrote. They are only ever drawn as text, never parsed as HTML.

const DOUBLE_CLICK_MS = 400;
const ZOOM_STEP = 1.3;
const GLIDE_MS = 200;
const MOST_EDGE_WORDS = 12; // With more, only the path and the edges at the chosen node have their words drawn.
const MOST_ZOOM = 0.9; // Where everything fits, names are drawn with 14 px; only by hand they become larger.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const OPTIONS = {
  physics: false,
  layout: { improvedLayout: false }, // Positions come from Python.
  // vis-network's own reactions recolour and thicken whatever is chosen; the halos below are calmer.
  nodes: { chosen: false, widthConstraint: { maximum: 160 } }, // Longer names go on in a second line.
  edges: { chosen: false, selectionWidth: 0, hoverWidth: 0 },
  interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, keyboard: false, zoomSpeed: 0.6 },
};

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  if (data.lang) document.documentElement.lang = data.lang; // Streamlit itself always says "en" (WCAG 3.1.1).
  if (!views.has(parentElement)) views.set(parentElement, new View(parentElement));
  const view = views.get(parentElement);
  view.show(component);
  // Also called while the picture stays on the page; only one that has left the page may be torn down.
  return () => setTimeout(() => {
    if (view.page.isConnected) return;
    view.destroy();
    views.delete(parentElement);
  });
}

class View {
  constructor(parent) {
    this.drawn = { nodes: new Map(), edges: new Map() }; // What was drawn last, to leave alone what is the same.
    this.told = new Map(); // Where Python last put each node. Dragged by hand it stays, until Python moves it.
    this.cursor = null; // Id of the node that the keyboard has reached or that was clicked last.
    this.page = parent.appendChild(make("div", "page"));
    this.box = this.page.appendChild(make("div", "picture"));
    const bar = this.page.appendChild(make("div", "bar"));
    this.line = bar.appendChild(make("p", "line", { "aria-live": "polite" }));
    this.buttons = Object.fromEntries(["zoom_in", "zoom_out", "fit", "save_picture"].map((name) => {
      const button = bar.appendChild(make("button", name, { type: "button" }));
      button.addEventListener("click", () => this.net && this[name]());
      return [name, button];
    }));
    this.about = this.page.appendChild(make("p", "about", { id: "about" }));
  }

  show({ data, setTriggerValue }) {
    this.data = data;
    this.send = setTriggerValue;
    this.theme = readTheme(this.page);
    this.box.style.height = `${data.height}px`;
    for (const [name, button] of Object.entries(this.buttons)) button.textContent = data.words[name];
    this.about.textContent = `${data.description} ${data.words.keys}`;
    // Draws whatever is newest when the library arrives, however many reruns came in the meantime.
    loadLibrary(data.library).then(() => this.draw(), (problem) => this.giveUp(problem));
  }

  giveUp(problem) {
    console.warn("The network picture cannot be drawn.", problem);
    this.box.replaceChildren(make("p", "problem", { role: "alert" }));
    this.box.firstChild.textContent = this.data.words.not_drawn;
  }

  draw() {
    if (!this.page.isConnected) return;
    if (!this.net) this.build();
    const { nodes, kinds, label } = this.data;
    this.frame.setAttribute("aria-label", label);
    this.nodeById = new Map(nodes.map((node) => [node.id, node]));
    if (!this.nodeById.has(this.cursor)) this.cursor = null;
    const someoneStays = nodes.some((node) => samePlace(node, this.told.get(node.id)));
    this.apply("nodes", nodes.map((node) => ({
      ...nodeLook(node, kinds, this.theme),
      ...(samePlace(node, this.told.get(node.id)) ? {} : { x: node.x, y: node.y }),
    })));
    this.drawEdges();
    this.told = this.nodeById;
    this.net.redraw();
    // A picture in which nobody stayed in place is a new one. Any other keeps the reader's zoom and place.
    if (someoneStays) this.markFit(); else this.fit();
  }

  build() {
    this.sets = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
    this.net = new vis.Network(this.box, this.sets, OPTIONS);
    // vis-network's own frame takes the focus already; a second tab stop around it would only be in the way.
    this.frame = this.box.querySelector(".vis-network");
    this.frame.setAttribute("role", "application");
    this.frame.setAttribute("aria-describedby", "about");
    this.net.on("click", ({ nodes, edges }) => this.clicked(nodes[0], edges[0]));
    this.net.on("doubleClick", () => this.last && this.tell(this.last.id, "expand"));
    this.net.on("hoverNode", () => { this.frame.style.cursor = "pointer"; });
    this.net.on("blurNode", () => { this.frame.style.cursor = ""; });
    this.net.on("beforeDrawing", (ctx) => this.drawHalos(ctx));
    this.net.on("afterDrawing", (ctx) => this.drawCursor(ctx));
    for (const change of ["zoom", "dragEnd", "resize"]) this.net.on(change, () => this.markFit());
    for (const byHand of ["zoom", "dragStart"]) this.net.on(byHand, () => this.stopGliding());
    this.frame.addEventListener("keydown", (event) => this.pressed(event));
    this.frame.addEventListener("focus", () => this.reached());
    // The wheel belongs to the page until the picture is in use, or scrolling past it would zoom it.
    this.box.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !this.frame.matches(":focus")) event.stopPropagation();
    }, { capture: true, passive: true });
    // In a hidden tab the box has no width, and a fit would end in its corner: fit once it has one.
    this.resizes = new ResizeObserver(() => this.wantsFit && this.fit());
    this.resizes.observe(this.box);
    document.fonts.ready.then(() => this.net?.redraw()); // Text drawn before its font arrived has another width.
    this.box.__figure = { positions: () => this.pagePositions() }; // For tests and for the curious.
  }

  destroy() {
    this.stopGliding();
    this.resizes?.disconnect();
    this.net?.destroy();
    this.net = null;
  }

  // --- What is drawn -------------------------------------------------------------------------------------------

  // Touches only what is new, changed or gone: everything else keeps its place and its state.
  apply(what, looks) {
    const drawn = this.drawn[what];
    const now = new Map(looks.map((look) => [look.id, JSON.stringify(look)]));
    this.sets[what].remove([...drawn.keys()].filter((id) => !now.has(id)));
    this.sets[what].update(looks.filter((look) => drawn.get(look.id) !== now.get(look.id)));
    this.drawn[what] = now;
  }

  drawEdges() {
    const isFew = this.data.edges.length <= MOST_EDGE_WORDS;
    this.apply("edges", this.data.edges.map((edge) => {
      const hasWords = isFew || edge.is_on_path || edge.from === this.cursor || edge.to === this.cursor;
      return edgeLook(edge, hasWords && !edge.is_faded, this.theme);
    }));
  }

  // A soft disc marks what the picture is about. Drawn below everything else.
  drawHalos(ctx) {
    for (const node of this.data.nodes.filter(({ id, is_focus }) => is_focus && this.drawn.nodes.has(id))) {
      this.circle(ctx, node, 16);
      ctx.fillStyle = mix(this.theme.accent, this.theme.ground, 0.82);
      ctx.fill();
    }
  }

  drawCursor(ctx) {
    if (this.cursor === null || this.isSaving) return;
    this.circle(ctx, this.nodeById.get(this.cursor), 7);
    ctx.lineWidth = 2.5;
    ctx.strokeStyle = this.theme.accent;
    ctx.stroke();
  }

  circle(ctx, node, room) {
    const { x, y } = this.net.getPosition(node.id);
    ctx.beginPath();
    ctx.arc(x, y, sizeOf(node, this.data.kinds) + room, 0, 2 * Math.PI);
  }

  // --- What a person does --------------------------------------------------------------------------------------

  clicked(nodeId, edgeId) {
    if (nodeId === undefined) {
      this.last = null;
      const edge = this.data.edges.find(({ id }) => id === edgeId);
      this.line.textContent = edge ? edge.caption : "";
      return;
    }
    // The second half of a double click asks to expand; it must not select once more.
    const now = performance.now();
    const isSecond = this.last?.id === nodeId && now - this.last.at < DOUBLE_CLICK_MS;
    this.last = { id: nodeId, at: now };
    this.moveTo(nodeId);
    if (!isSecond) this.tell(nodeId, "select");
  }

  tell(id, action) {
    this.send("click", { id, action });
  }

  reached() {
    // Not for a mouse click, which says itself where it goes.
    if (this.cursor === null && this.frame.matches(":focus-visible")) this.moveTo(this.startId());
  }

  startId() {
    return this.data.focus_id ?? this.data.nodes[0]?.id ?? null;
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.data.nodes.length) return;
    const at = this.cursor ?? this.startId();
    const act = {
      Enter: () => this.tell(at, "select"),
      e: () => this.tell(at, "expand"),
      "+": () => this.zoom_in(),
      "=": () => this.zoom_in(), // The key of + without Shift.
      "-": () => this.zoom_out(),
      0: () => this.fit(),
      Home: () => this.moveTo(this.startId()),
      PageDown: () => this.moveTo(this.inOrder(at, 1)),
      PageUp: () => this.moveTo(this.inOrder(at, -1)),
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    const direction = ARROWS[event.key];
    if (!act && !direction) return;
    event.preventDefault();
    if (act) act(); else this.walk(at, direction);
  }

  inOrder(id, step) {
    const ids = [...this.nodeById.keys()];
    return ids[(ids.indexOf(id) + step + ids.length) % ids.length];
  }

  // To the neighbour that lies best in that direction; where there is none, to any node there.
  walk(fromId, direction) {
    const neighbours = this.net.getConnectedNodes(fromId);
    const toId = this.nearest(fromId, direction, neighbours) ?? this.nearest(fromId, direction, this.nodeById.keys());
    if (toId === null) return;
    const isAlong = ({ from, to }) => (from === fromId && to === toId) || (from === toId && to === fromId);
    this.moveTo(toId, this.data.edges.find(isAlong));
  }

  nearest(fromId, [right, down], ids) {
    const here = this.net.getPosition(fromId);
    let best = null;
    let least = Infinity;
    for (const id of ids) {
      const there = this.net.getPosition(id);
      const distance = Math.hypot(there.x - here.x, there.y - here.y);
      const cosine = ((there.x - here.x) * right + (there.y - here.y) * down) / distance;
      if (cosine > 0.4 && distance * (2 - cosine) < least) [best, least] = [id, distance * (2 - cosine)];
    }
    return best;
  }

  moveTo(id, edge) {
    if (id === null) return;
    this.cursor = id;
    const { caption } = this.nodeById.get(id);
    this.line.textContent = edge ? `${caption} · ${edge.caption}` : caption;
    this.drawEdges();
    if (this.isOutside(id)) this.glideTo({ scale: this.goal().scale, position: this.net.getPosition(id) });
    else this.net.redraw();
  }

  // --- What is in sight ----------------------------------------------------------------------------------------

  // Where the picture is going, or is at rest: two quick presses of + are two steps, whatever was drawn between them.
  goal() {
    return this.gliding ? this.end : { scale: this.net.getScale(), position: this.net.getViewPosition() };
  }

  // One movement at a time. vis-network's own animations go on for ever when two of them begin within one frame.
  glideTo(end) {
    this.stopGliding();
    const from = this.goal();
    const began = performance.now();
    const ms = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : GLIDE_MS;
    this.end = end;
    const step = (now) => {
      const share = ms ? Math.min(Math.max((now - began) / ms, 0), 1) : 1;
      const blend = (a, b) => a + (b - a) * share * (2 - share);
      this.net.moveTo({
        scale: blend(from.scale, end.scale),
        position: { x: blend(from.position.x, end.position.x), y: blend(from.position.y, end.position.y) },
        animation: false,
      });
      this.gliding = share < 1 ? requestAnimationFrame(step) : null;
      if (share === 1) this.markFit();
    };
    this.gliding = requestAnimationFrame(step);
  }

  stopGliding() {
    cancelAnimationFrame(this.gliding);
    this.gliding = null;
  }

  zoom_in(factor = ZOOM_STEP) {
    const { scale, position } = this.goal();
    this.glideTo({ scale: scale * factor, position });
  }

  zoom_out() {
    this.zoom_in(1 / ZOOM_STEP);
  }

  fit() {
    this.stopGliding();
    this.wantsFit = !this.box.clientWidth;
    if (this.wantsFit || !this.data.nodes.length) return;
    this.net.setSize("100%", "100%");
    this.net.redraw(); // Labels count for the fit, and they are measured when they are drawn.
    this.net.fit({ animation: false, maxZoomLevel: MOST_ZOOM });
    this.markFit();
  }

  isOutside(id) {
    const { x, y } = this.net.canvasToDOM(this.net.getPosition(id));
    return x < 0 || y < 0 || x > this.box.clientWidth || y > this.box.clientHeight;
  }

  // New neighbours may lie outside the frame. Nothing moves by itself; the button says that there is more.
  markFit() {
    this.buttons.fit.classList.toggle("wanted", this.data.nodes.some(({ id }) => this.isOutside(id)));
  }

  pagePositions() {
    const { left, top } = this.frame.getBoundingClientRect();
    return Object.fromEntries(this.data.nodes.map(({ id }) => {
      const { x, y } = this.net.canvasToDOM(this.net.getPosition(id));
      return [id, { x: left + x, y: top + y }];
    }));
  }

  save_picture() {
    this.isSaving = true; // Without the cursor, on the theme's ground: light words on white paper cannot be read.
    this.net.redraw();
    const seen = this.frame.querySelector("canvas");
    const picture = Object.assign(document.createElement("canvas"), { width: seen.width, height: seen.height });
    const ctx = picture.getContext("2d");
    ctx.fillStyle = this.theme.ground;
    ctx.fillRect(0, 0, picture.width, picture.height);
    ctx.drawImage(seen, 0, 0);
    this.isSaving = false;
    this.net.redraw();
    picture.toBlob((blob) => {
      const link = make("a", "", { href: URL.createObjectURL(blob), download: this.data.file_name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  }
}

// The library is UMD: it sets globalThis.vis and exports nothing. Without an address it stands before this script.
async function loadLibrary(address) {
  if (!globalThis.vis?.Network && address) await import(new URL(address, location.origin).href);
  if (!globalThis.vis?.Network) throw new Error(`no vis-network at ${address}`);
}

function make(tag, className, attributes = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function samePlace(a, b) {
  return b !== undefined && a.x === b.x && a.y === b.y;
}
