// The chain from employer to lesson hour: lines between boxes, drawn where the boxes really are.
const chain = document.querySelector("[data-chain]");

function draw() {
  const svg = chain.querySelector(".chain-links");
  const own = chain.getBoundingClientRect();
  svg.setAttribute("viewBox", `0 0 ${own.width} ${own.height}`);
  const boxes = new Map([...chain.querySelectorAll("[data-node]")].map((node) => [node.dataset.node, node]));
  const lines = [];
  for (const edge of chain.querySelectorAll("[data-edge-from]")) {
    const [left, right] = [boxes.get(edge.dataset.edgeFrom), boxes.get(edge.dataset.edgeTo)];
    if (!left || !right) continue;
    const [a, b] = [left.getBoundingClientRect(), right.getBoundingClientRect()];
    const [x0, y0] = [a.right - own.left, a.top + a.height / 2 - own.top];
    const [x1, y1] = [b.left - own.left, b.top + b.height / 2 - own.top];
    const bend = Math.max(16, (x1 - x0) / 2);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", "chain-link");
    path.setAttribute("d", `M${x0} ${y0}C${x0 + bend} ${y0} ${x1 - bend} ${y1} ${x1} ${y1}`);
    path.dataset.from = edge.dataset.edgeFrom;
    path.dataset.to = edge.dataset.edgeTo;
    lines.push(path);
  }
  svg.replaceChildren(...lines);
}

if (chain) {
  draw();
  new ResizeObserver(draw).observe(chain);
  document.fonts?.ready.then(draw);
  window.addEventListener("beforeprint", draw);
  const near = (event) => {
    const key = event.target.closest("[data-node]")?.dataset.node;
    for (const line of chain.querySelectorAll(".chain-link")) {
      line.classList.toggle("is-near", Boolean(key) && (line.dataset.from === key || line.dataset.to === key));
    }
  };
  chain.addEventListener("pointerover", near);
  chain.addEventListener("focusin", near);
}
