// The graph of requisites: pointing at, focusing or holding an element lights up what it requires and what it blocks.
const SMALLEST = 0.25, LARGEST = 3, STEP = 1.25;

class Graph {
  constructor(root) {
    this.root = root;
    this.svg = root.querySelector(".structure-svg");
    this.scroll = root.querySelector("[data-scroll]");
    this.said = root.querySelector("[data-said]");
    this.help = this.said.textContent;
    this.nodes = new Map([...this.svg.querySelectorAll("[data-node]")].map((n) => [n.dataset.node, n]));
    this.arcs = [...this.svg.querySelectorAll("[data-before]")];
    this.rows = new Map([...root.querySelectorAll("[data-unit]")].map((r) => [r.dataset.unit, r]));
    this.held = "";
    this.scale = 1;
    for (const hidden of root.querySelectorAll("[data-needs-script]")) hidden.hidden = false;
    for (const node of this.nodes.values()) node.setAttribute("tabindex", "-1");
    this.nodes.values().next().value?.setAttribute("tabindex", "0");
  }

  /** Everything reached from a node over arcs read from one end to the other: the node itself is not among it. */
  reach(start, from, to) {
    const found = new Set(), waiting = [start];
    while (waiting.length) {
      const here = waiting.pop();
      for (const arc of this.arcs) {
        const next = arc.dataset[to];
        if (arc.dataset[from] === here && !found.has(next)) { found.add(next); waiting.push(next); }
      }
    }
    found.delete(start);
    return found;
  }

  show(key) {
    this.root.classList.toggle("has-focus", Boolean(key));
    const before = key ? this.reach(key, "after", "before") : new Set();
    const after = key ? this.reach(key, "before", "after") : new Set();
    for (const [number, node] of this.nodes) {
      node.classList.toggle("is-here", number === key);
      node.classList.toggle("is-before", before.has(number));
      node.classList.toggle("is-after", after.has(number));
    }
    for (const arc of this.arcs) {
      const a = arc.dataset.before, b = arc.dataset.after;
      arc.classList.toggle("is-before", before.has(a) && (b === key || before.has(b)));
      arc.classList.toggle("is-after", after.has(b) && (a === key || after.has(a)));
    }
    for (const [number, row] of this.rows) row.classList.toggle("is-here", number === key);
    this.said.textContent = key ? this.rows.get(key).dataset.says : this.help;
  }

  hold(key) {
    this.held = this.held === key ? "" : key;
    this.show(this.held || key);
  }

  focus(node) {
    if (!node) return;
    for (const other of this.nodes.values()) other.setAttribute("tabindex", other === node ? "0" : "-1");
    node.focus();
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The node an arrow key leads to: along the column, or to the nearest in the next column that has any. */
  neighbour(node, key) {
    const all = [...this.nodes.values()];
    const column = Number(node.dataset.column);
    if (key === "Home") return all[0];
    if (key === "End") return all[all.length - 1];
    if (key === "ArrowUp" || key === "ArrowDown") {
      const near = all[all.indexOf(node) + (key === "ArrowUp" ? -1 : 1)];
      return near && Number(near.dataset.column) === column ? near : null;
    }
    const step = key === "ArrowLeft" ? -1 : 1;
    const number = node.dataset.node, [from, to] = step < 0 ? ["after", "before"] : ["before", "after"];
    const joined = new Set(this.arcs.filter((a) => a.dataset[from] === number).map((a) => a.dataset[to]));
    const beyond = all.filter((n) => (Number(n.dataset.column) - column) * step > 0);
    const linked = beyond.filter((n) => joined.has(n.dataset.node));
    const next = linked.length ? linked : beyond;
    const columns = next.map((n) => Number(n.dataset.column));
    const nearest = step < 0 ? Math.max(...columns) : Math.min(...columns);
    const y = (n) => Number(n.querySelector("rect").getAttribute("y"));
    return next.filter((n) => Number(n.dataset.column) === nearest)
      .sort((a, b) => Math.abs(y(a) - y(node)) - Math.abs(y(b) - y(node)))[0] ?? null;
  }

  zoom(to) {
    const { width, height } = this.svg.dataset;
    this.scale = Math.min(LARGEST, Math.max(SMALLEST, to));
    this.svg.setAttribute("width", String(Math.round(width * this.scale)));
    this.svg.setAttribute("height", String(Math.round(height * this.scale)));
  }

  listen() {
    const keyOf = (event) => event.target.closest("[data-node]")?.dataset.node ?? "";
    this.svg.addEventListener("pointerover", (event) => { if (!this.held) this.show(keyOf(event)); });
    this.svg.addEventListener("pointerleave", () => { if (!this.held) this.show(""); });
    this.svg.addEventListener("focusin", (event) => { if (!this.held) this.show(keyOf(event)); });
    this.svg.addEventListener("click", (event) => {
      const key = keyOf(event);
      if (!key) { this.held = ""; this.show(""); return; }
      event.preventDefault();
      if (!this.dragged) { this.focus(this.nodes.get(key)); this.hold(key); }
    });
    this.svg.addEventListener("keydown", (event) => {
      const node = event.target.closest("[data-node]");
      if (!node || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "Escape") { this.held = ""; this.show(node.dataset.node); return; }
      if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
      event.preventDefault();
      this.held = "";
      this.focus(this.neighbour(node, event.key));
    });
    this.root.addEventListener("click", (event) => {
      const wanted = event.target.closest("[data-zoom]")?.dataset.zoom;
      if (wanted === "fit") this.zoom(this.scroll.clientWidth / this.svg.dataset.width);
      else if (wanted) this.zoom(wanted === "in" ? this.scale * STEP : this.scale / STEP);
    });
    this.scroll.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? this.scale * STEP : this.scale / STEP);
    }, { passive: false });
    this.listenToDragging();
  }

  listenToDragging() {
    let from = null;
    this.svg.addEventListener("dragstart", (event) => event.preventDefault());
    this.scroll.addEventListener("pointerdown", (event) => {
      this.dragged = false;
      if (event.button !== 0 || event.pointerType === "touch") return;
      from = { x: event.clientX + this.scroll.scrollLeft, y: event.clientY + this.scroll.scrollTop, at: [event.clientX, event.clientY] };
    });
    addEventListener("pointermove", (event) => {
      if (!from) return;
      if (!this.dragged && Math.hypot(event.clientX - from.at[0], event.clientY - from.at[1]) < 5) return;
      this.dragged = true;
      this.scroll.classList.add("is-dragged");
      this.scroll.scrollLeft = from.x - event.clientX;
      this.scroll.scrollTop = from.y - event.clientY;
    });
    addEventListener("pointerup", () => { from = null; this.scroll.classList.remove("is-dragged"); });
  }
}

for (const root of document.querySelectorAll("[data-structure]")) new Graph(root).listen();
