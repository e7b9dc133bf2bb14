// A field for one's own words. The draft stays in this browser until the room says it has it:
// through a reload, another step of the workshop, or a lost connection.
const LIMIT_OF_IDLE = 1500;
const MOST_TOLD = 100_000;
const fields = new WeakMap();
const segmenter = typeof Intl !== "undefined" && Intl.Segmenter ? new Intl.Segmenter() : null;

function counted(text) {
  const trimmed = text.trim();
  return segmenter ? [...segmenter.segment(trimmed)].length : [...trimmed].length;
}

function freshId() {
  // a phone on plain http is no secure context: crypto.randomUUID is missing there
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function remembered(name) {
  try {
    const kept = JSON.parse(localStorage.getItem(name));
    return kept && typeof kept.id === "string" && typeof kept.text === "string" ? kept : null;
  } catch {
    return null;
  }
}

function remember(name, draft) {
  try {
    if (draft.text) localStorage.setItem(name, JSON.stringify(draft));
    else localStorage.removeItem(name);
  } catch {
    // no storage: the draft lives as long as the page
  }
}

function element(tag, className, parent) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  parent.append(made);
  return made;
}

class Field {
  constructor(parent, data, tell) {
    const root = element("div", "draft", parent);
    const label = element("label", "", root);
    this.title = element("span", "", label);
    this.hint = element("span", "soft", label);
    this.area = element("textarea", "", root);
    this.count = element("p", "soft num", root);
    this.over = element("p", "over", root);
    this.over.setAttribute("role", "status");
    this.area.dir = "auto";
    this.area.id = `draft-${data.name}`;
    this.count.id = `count-${data.name}`;
    label.htmlFor = this.area.id;
    this.area.setAttribute("aria-describedby", this.count.id);
    this.data = data;
    this.tell = tell;
    this.draft = remembered(data.store) || { id: freshId(), text: data.initial || "" };
    this.area.value = this.draft.text;
    this.told = "";
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("change", () => this.hand());
    // a tap on a button does not take the focus away everywhere, so `change` may come too late
    this.outside = (event) => root.contains(event.target) || this.hand();
    document.addEventListener("pointerdown", this.outside, true);
  }

  typed() {
    this.draft.text = this.area.value;
    remember(this.data.store, this.draft);
    this.show();
    clearTimeout(this.idle);
    // the room may know that something is typed and not sent, but not at every letter
    if (Boolean(this.told) !== Boolean(this.draft.text)) {
      this.idle = setTimeout(() => this.hand(), LIMIT_OF_IDLE);
    }
  }

  hand() {
    clearTimeout(this.idle);
    if (this.told === this.draft.text) return;
    this.told = this.draft.text;
    // what is this long is refused in any case, and all of it may be more than a message can hold
    this.tell("draft", { id: this.draft.id, text: this.draft.text.slice(0, MOST_TOLD) });
  }

  update(data, tell) {
    const before = this.data;
    this.data = data;
    this.tell = tell;
    if (data.done && data.done === this.draft.id) this.clear();
    else if (before.store !== data.store) this.area.value = this.draft.text;
    this.show();
  }

  clear() {
    this.draft = { id: freshId(), text: "" };
    this.told = "";
    this.area.value = "";
    remember(this.data.store, this.draft);
  }

  show() {
    const { data, area } = this;
    this.title.textContent = data.label;
    this.hint.textContent = data.hint || "";
    this.area.lang = data.lang || "";
    this.area.rows = data.rows || 3;
    const n = counted(area.value);
    const told = n ? data.unsent : data.counter;
    this.count.textContent = told.replace("{n}", n).replace("{limit}", data.limit);
    const over = n - data.limit;
    this.over.textContent = over > 0 ? data.over.replace("{n}", over) : "";
    if (over > 0) area.setAttribute("aria-invalid", "true");
    else area.removeAttribute("aria-invalid");
  }

  first() {
    // what was kept from before is told at once, so that it can be sent without another touch
    if (this.draft.text && this.draft.text !== (this.data.initial || "")) this.hand();
  }

  leave() {
    clearTimeout(this.idle);
    document.removeEventListener("pointerdown", this.outside, true);
  }
}

export default function ({ parentElement, data, setStateValue }) {
  let field = fields.get(parentElement);
  if (field && field.data.store !== data.store) {
    field.leave();
    parentElement.replaceChildren();
    field = undefined;
  }
  if (!field) {
    field = new Field(parentElement, data, setStateValue);
    fields.set(parentElement, field);
    field.update(data, setStateValue);
    field.first();
  } else {
    field.update(data, setStateValue);
  }
  return () => {
    field.leave();
    fields.delete(parentElement);
    parentElement.replaceChildren();
  };
}
