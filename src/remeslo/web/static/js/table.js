// Tables that sort, filter, hide columns, and are copied or downloaded exactly as shown.
//   <table class="data" id="x" data-table> with <th data-sort> and, where the shown text does not sort, <td data-value>;
//   beside it parts/table_bar.html with data-for="x". Arrow keys move along the rows.
const lang = document.documentElement.lang || "ru";
const collator = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
const fold = (text) => text.toLocaleLowerCase(lang).replaceAll("ё", "е").replace(/\s+/g, " ").trim();

class Table {
  constructor(table) {
    this.table = table;
    this.body = table.tBodies[0];
    this.rows = [...this.body.rows];
    this.heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
    this.bar = document.querySelector(`[data-for="${table.id}"]`);
    this.heads.forEach((head, n) => head.hasAttribute("data-sort") && this.makeSortable(head, n));
    if (this.bar) this.wire();
    table.addEventListener("keydown", (event) => this.move(event));
  }

  makeSortable(head, column) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of this.heads) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const value = (row) => row.cells[column]?.dataset.value ?? row.cells[column]?.textContent.trim() ?? "";
      this.rows.sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        if (x === "" || y === "") return (x === "") - (y === ""); // empty ones last, either way
        return (down ? -1 : 1) * collator.compare(x, y);
      });
      this.body.append(...this.rows);
    });
  }

  wire() {
    const filter = this.bar.querySelector("[data-filter]");
    const asked = new URLSearchParams(location.search).get("filter");
    if (filter && asked) {
      filter.value = asked;
      this.filter(asked);
    }
    filter?.addEventListener("input", () => this.filter(filter.value));
    this.bar.querySelector("[data-copy]")?.addEventListener("click", (event) => this.copy(event.currentTarget));
    this.bar.querySelector("[data-download]")?.addEventListener("click", (event) =>
      this.download(event.currentTarget.dataset.download),
    );
    this.columnMenu(this.bar.querySelector("[data-columns]"));
  }

  filter(text) {
    const words = fold(text).split(" ").filter(Boolean);
    let shown = 0;
    for (const row of this.rows) {
      const content = (row.dataset.folded ??= fold(row.textContent));
      row.hidden = !words.every((word) => content.includes(word));
      shown += !row.hidden;
    }
    const count = this.bar.querySelector("[data-shown]");
    if (count) count.textContent = new Intl.NumberFormat(lang).format(shown);
  }

  columnMenu(menu) {
    if (!menu) return;
    const key = `remeslo.columns.${this.table.id}`;
    const hidden = new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
    const apply = () => {
      for (const row of [...this.table.tHead.rows, ...this.rows, ...(this.table.tFoot?.rows ?? [])]) {
        [...row.cells].forEach((cell, n) => (cell.hidden = hidden.has(n)));
      }
    };
    this.heads.forEach((head, n) => {
      const name = head.textContent.trim();
      if (!name || n === 0) return;
      const label = document.createElement("label");
      label.className = "menu-item";
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = !hidden.has(n);
      box.addEventListener("change", () => {
        box.checked ? hidden.delete(n) : hidden.add(n);
        localStorage.setItem(key, JSON.stringify([...hidden]));
        apply();
      });
      label.append(box, name);
      menu.append(label);
    });
    apply();
  }

  shown() {
    const cells = (row) =>
      [...row.cells].filter((cell) => !cell.hidden).map((cell) => cell.innerText.replace(/\s+/g, " ").trim());
    return [cells({ cells: this.heads }), ...this.rows.filter((row) => !row.hidden).map(cells)];
  }

  async copy(button) {
    const text = this.shown().map((row) => row.join("\t")).join("\n");
    await navigator.clipboard.writeText(text);
    const words = button.querySelector("span");
    const before = words.textContent;
    words.textContent = button.dataset.done;
    document.querySelector(`[data-table-said="${this.table.id}"]`).textContent = button.dataset.done;
    setTimeout(() => (words.textContent = before), 2500);
  }

  download(name) {
    // A cell that a spreadsheet would take for a formula gets an apostrophe; numbers lose their no-break spaces.
    const cell = (text) => {
      const plain = /^-?[\d\s\u00a0]+$/.test(text) ? text.replace(/[\s\u00a0]/g, "") : text;
      const safe = /^[=+@\t]|^-(?!\d+$)/.test(plain) ? `'${plain}` : plain;
      return /[";\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const text = "\ufeff" + this.shown().map((row) => row.map(cell).join(";")).join("\r\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  move(event) {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.target.closest("input, select, textarea, [role=radio]")) return;
    const links = this.rows.filter((row) => !row.hidden).map((row) => row.querySelector("a, button")).filter(Boolean);
    const now = links.findIndex((link) => link.closest("tr") === event.target.closest("tr"));
    const next = links[now + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      next.focus();
      event.preventDefault();
    }
  }
}

const wire = (root) => root.querySelectorAll("table[data-table]").forEach((table) => {
  if (!table.dataset.wired) {
    table.dataset.wired = "1";
    new Table(table);
  }
});
wire(document);
document.addEventListener("htmx:afterSettle", (event) => wire(event.target));
