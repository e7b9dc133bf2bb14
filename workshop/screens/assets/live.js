// Keeps an open page up with its room: listens for changes, ticks the clock, and says in one line
// whether everything was sent.
const pages = new WeakMap();

class Page {
  constructor(parent, data, tell) {
    this.line = document.createElement("p");
    this.line.className = "status";
    this.line.setAttribute("role", "status");
    const dot = document.createElement("span");
    dot.className = "dot";
    this.words = document.createElement("span");
    this.line.append(dot, this.words);
    this.clock = document.createElement("p");
    this.clock.className = "vh";
    this.clock.setAttribute("role", "status");
    parent.append(this.line, this.clock);
    this.online = navigator.onLine !== false;
    this.update(data, tell);
    this.listen();
    this.ticking = setInterval(() => this.tick(), 1000);
    this.lost = () => this.turn(false);
    addEventListener("offline", this.lost);
    this.watch();
  }

  watch() {
    const page = this.line.closest(".stMain");
    this.watching = new MutationObserver(() => {
      this.reach();
      this.turnPage();
    });
    if (page) this.watching.observe(page, { childList: true, subtree: true, characterData: true });
    this.reach();
  }

  listen() {
    this.stream = new EventSource(this.data.url);
    this.stream.addEventListener("open", () => this.turn(true));
    this.stream.addEventListener("error", () => this.turn(false));
    this.stream.addEventListener("v", (event) => {
      const { v } = JSON.parse(event.data);
      if (v <= this.data.version) return;
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.tell("v", v), Math.random() * this.data.jitter);
    });
  }

  turn(online) {
    this.online = online;
    this.show();
  }

  update(data, tell) {
    if (!this.data || this.data.stamp !== data.stamp) {
      this.ends = data.left === null ? null : Date.now() + data.left * 1000;
    }
    this.data = data;
    this.tell = tell;
    this.show();
    this.tick();
  }

  turnPage() {
    // a new statement took the place of the one that was answered: the reader goes on from there
    const body = document.querySelector(".st-key-body");
    const voice = document.querySelector(".next-voice");
    const view = voice ? voice.dataset.view : body && body.querySelector("h1, h2")?.textContent;
    if (!view || view === this.view) return;
    const first = this.view === undefined;
    this.view = view;
    if (first) return;
    body.parentElement.scrollTop = 0;
    const page = this.line.closest(".stMain");
    if (page) page.scrollTop = 0;
    if (!voice) return;
    voice.setAttribute("tabindex", "-1");
    voice.focus({ preventScroll: true });
  }

  reach() {
    // a place without anything to press is scrolled with the keyboard all the same
    const body = document.querySelector(".st-key-body");
    if (!body) return;
    const still = body.querySelector("button, textarea, input, a, [tabindex='0']");
    const region = body.parentElement;
    if (still) region.removeAttribute("tabindex");
    else region.setAttribute("tabindex", "0");
  }

  look() {
    // a new statement took the place of the one that was answered: the reader goes on from there
    requestAnimationFrame(() => {
      const next = document.querySelector(".next-voice");
      if (!next) return;
      next.setAttribute("tabindex", "-1");
      next.focus({ preventScroll: true });
    });
  }

  show() {
    const words = this.online ? this.data.status : this.data.offline;
    this.line.classList.toggle("wait", !this.online);
    if (this.words.textContent !== words) this.words.textContent = words;
  }

  tick() {
    const shown = document.querySelector(".clock");
    if (!shown || this.ends === null) return;
    const left = Math.max(0, Math.round((this.ends - Date.now()) / 1000));
    const told = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (shown.textContent !== told) shown.textContent = told;
    if (left === 60 || left === 10) this.clock.textContent = this.data.spoken[String(left)];
  }

  leave() {
    clearInterval(this.ticking);
    clearTimeout(this.soon);
    removeEventListener("offline", this.lost);
    this.stream.close();
    this.watching.disconnect();
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const page = pages.get(parentElement);
  if (page) page.update(data, setTriggerValue);
  else pages.set(parentElement, new Page(parentElement, data, setTriggerValue));
  return () => {
    const leaving = pages.get(parentElement);
    if (!leaving) return;
    leaving.leave();
    pages.delete(parentElement);
    parentElement.replaceChildren();
  };
}
