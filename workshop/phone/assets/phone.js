// A participant's page on a bad network. What is typed is kept on this phone as it is typed; what is
// sent waits in an outbox until the room says that it has it, and goes exactly once, because each
// sending carries a token that this phone made. Without this script every page works as plain forms.
(() => {
  const { code } = document.body.dataset;
  const words = JSON.parse(document.body.dataset.words);
  const prefix = `thread:${code}:`;
  const OUTBOX = "outbox";
  const BACK = "sent-back";
  const PATIENCE = 15000;
  const GRACE = 3000; // after so long without an answer somebody may type on
  const BLOCKED = 3; // so often the stream failed to open before the page asks by itself
  const MOST_BACK = 20;
  // in which steps there is a field for what was typed under a name
  const STEPS = {
    principle: ["write"],
    example: ["write"],
    missing: ["themes", "vote"],
    suggestion: ["draft"],
    objection: ["consent"],
    revision: ["write", "themes"],
    translation: ["themes", "vote", "draft", "consent"],
  };
  const $ = (id) => document.getElementById(id);
  const say = (name, facts = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => facts[key]);
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));

  // --- what this phone keeps -----------------------------------------------------------------
  const memory = new Map();
  let forgetful = false;

  function read(name) {
    if (memory.has(name)) return memory.get(name);
    try {
      return JSON.parse(localStorage.getItem(prefix + name));
    } catch {
      return null;
    }
  }

  function keep(name, value) {
    const empty = value === null || value.length === 0;
    try {
      if (empty) localStorage.removeItem(prefix + name);
      else localStorage.setItem(prefix + name, JSON.stringify(value));
      memory.delete(name);
    } catch {
      // full or forbidden: it lives as long as this page, and the page says so
      if (empty) memory.delete(name);
      else memory.set(name, value);
      if (!forgetful) {
        forgetful = true;
        show();
      }
    }
  }

  function names() {
    const found = new Set(memory.keys());
    try {
      for (let i = 0; i < localStorage.length; i += 1) {
        const key = localStorage.key(i);
        if (key.startsWith(prefix)) found.add(key.slice(prefix.length));
      }
    } catch {
      // forbidden
    }
    return [...found];
  }

  const queue = () => read(OUTBOX) || [];

  function freshToken() {
    // on plain http this is no secure context: crypto.randomUUID is missing there
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  }

  // --- fields --------------------------------------------------------------------------------
  const segmenter = typeof Intl !== "undefined" && Intl.Segmenter ? new Intl.Segmenter() : null;

  function counted(text) {
    const trimmed = text.trim();
    return segmenter ? [...segmenter.segment(trimmed)].length : [...trimmed].length;
  }

  const initial = (area) => area.dataset.initial || "";

  function typedIn(area) {
    const { draft } = area.dataset;
    const kept = read(draft) || { id: freshToken() };
    keep(draft, area.value !== initial(area) ? { id: kept.id, text: area.value } : null);
    count(area);
    label();
    tellTyping();
  }

  function count(area) {
    const n = counted(area.value);
    const { limit } = area.dataset;
    const over = n - limit;
    $(`${area.id}-n`).textContent = say(n ? "unsent" : "count", { n, limit });
    $(`${area.id}-much`).textContent = over > 0 ? say("over", { n: over }) : "";
    if (over > 0) area.setAttribute("aria-invalid", "true");
    else area.removeAttribute("aria-invalid");
  }

  function label() {
    const button = $("send");
    if (!button) return;
    const [p, e] = ["principle", "example"].map((id) => $(id) && $(id).value.trim());
    let name = p && e ? "both" : "principle";
    if (e && !p) name = "example";
    button.textContent = words[navigator.onLine === false || !online ? "keep" : name];
  }

  let typing = false;
  let idle;
  function tellTyping() {
    clearTimeout(idle);
    const now = [...document.querySelectorAll("textarea[data-draft]")].some(
      (area) => area.value !== initial(area),
    );
    if (now === typing) return;
    // the room may know that something is typed and not sent, but not at every letter
    idle = setTimeout(() => {
      typing = now;
      ask(`/p/${code}/typing`, { method: "POST", body: `typing=${now ? 1 : ""}` }).catch(() => {});
    }, 1500);
  }

  function wire() {
    for (const area of document.querySelectorAll("textarea[data-draft]")) {
      const kept = read(area.dataset.draft);
      if (kept && typeof kept.text === "string") area.value = kept.text;
      count(area);
    }
    label();
    clock();
    show();
  }

  // --- the line that says what became of it, and what waits ------------------------------------
  let online = true;
  let news = "";
  let sending = false;

  function status() {
    const n = queue().length;
    const held = n > 0 && !sending;
    let text = news || words.saved;
    if (sending && n) text = words.sending;
    if (!online) text = n ? say("waiting", { n }) : words.offline;
    else if (held) text = news || say("held", { n });
    $("status").classList.toggle("wait", !online || held);
    if ($("told").textContent !== text) $("told").textContent = text;
  }

  function made(tag, css, text) {
    const element = document.createElement(tag);
    if (css) element.className = css;
    if (text) element.textContent = text;
    return element;
  }

  function button(text, act) {
    const element = made("button", "", text);
    element.type = "button";
    element.addEventListener("click", () => act(element));
    return element;
  }

  function copy(text, element) {
    // navigator.clipboard is missing on plain http
    const area = made("textarea", "vh");
    area.value = text;
    document.body.append(area);
    area.select();
    if (document.execCommand("copy")) element.textContent = words.copied;
    area.remove();
    element.focus();
  }

  function box(title, text, forget) {
    const note = made("div", "note");
    note.append(made("p", "", title));
    const voice = made("p", "voice", text);
    voice.dir = "auto";
    const ways = made("div", "two");
    ways.append(button(words.copy, (element) => copy(text, element)));
    const field = document.querySelector("#main textarea[data-draft]");
    if (field && forget) {
      ways.append(
        button(words.use, () => {
          forget();
          field.value = field.value ? `${field.value}\n${text}` : text;
          typedIn(field);
          show();
          field.focus();
        }),
      );
    }
    if (forget) ways.append(button(words.drop, () => (forget(), show())));
    note.append(voice, ways);
    return note;
  }

  function homeless() {
    const phase = $("head").dataset.phase;
    return names().filter((name) => {
      const steps = STEPS[name.split("-")[0]];
      const kept = steps && !steps.includes(phase) && read(name);
      return kept && kept.text;
    });
  }

  function show() {
    const own = $("own");
    const open = own.querySelector("details[open]");
    const notes = [];
    if (forgetful) notes.push(made("p", "note", words.closet));
    for (const name of homeless()) {
      notes.push(box(words.moved, read(name).text, () => keep(name, null)));
    }
    (read(BACK) || []).forEach((kept, i) => {
      const forget = () => keep(BACK, read(BACK).filter((_, at) => at !== i));
      notes.push(box(say("back", { why: kept.why }), kept.text, forget));
    });
    const texts = queue().filter((entry) => entry.tries > 0).flatMap((entry) => entry.texts);
    if (texts.length) {
      const list = made("details", "more");
      list.open = Boolean(open);
      list.append(made("summary", "", say("held", { n: texts.length })));
      for (const [, text] of texts) list.append(made("p", "voice", text));
      notes.push(list);
    }
    own.replaceChildren(...notes);
    own.hidden = notes.length === 0;
    status();
  }

  // --- asking the server ---------------------------------------------------------------------
  async function ask(url, given = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const headers = { accept: "application/json", ...given.headers };
    if (given.body !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    try {
      const answer = await fetch(url, { ...given, headers, signal: stop.signal, cache: "no-store" });
      if (answer.status === 204) return { status: 204 };
      // whatever is not ours, such as the page of a café that wants to be agreed to, is no answer
      return { ...(await answer.json()), status: answer.status, after: answer.headers.get("retry-after") };
    } finally {
      clearTimeout(timer);
    }
  }

  function reached(is) {
    if (online === is) return;
    online = is;
    label();
    status();
  }

  async function get(url, seen) {
    try {
      const answer = await ask(url, { headers: seen ? { "x-seen": seen } : {} });
      if (answer.status >= 500) throw new Error(answer.status);
      reached(true);
      return answer;
    } catch {
      reached(false);
      return null;
    }
  }

  // --- drawing -------------------------------------------------------------------------------
  let turn = 0;
  let version = document.body.dataset.v;
  const view = () => $("main").dataset.view;

  function draw(answer, { url = answer.url, push = false, mine = false } = {}) {
    const fresh = new DOMParser().parseFromString(answer.page, "text/html");
    turn += 1;
    const before = view();
    const same = before === fresh.getElementById("main").dataset.view;
    const chosen = same ? untold() : [];
    const open = same ? [...$("main").querySelectorAll("details")].map((one) => one.open) : [];
    const along = same && document.querySelector(".deck") ? document.querySelector(".deck").scrollLeft : 0;
    const focused = document.activeElement;
    for (const id of ["head", "main", "act", "nav"]) {
      const changed = fresh.getElementById(id);
      if (changed) $(id).replaceWith(changed);
    }
    // an answer to a vote leaves out what it did not change: then the rest is as old as it was
    if (fresh.getElementById("head")) version = String(answer.v);
    else if (answer.phase !== $("head").dataset.phase) setTimeout(refresh, 0, true);
    history[push ? "pushState" : "replaceState"](null, "", url);
    for (const [id, name, value, checked] of chosen) choose(id, name, value, checked);
    [...$("main").querySelectorAll("details")].forEach((one, i) => (one.open = one.open || open[i]));
    if (along) document.querySelector(".deck").scrollLeft = along;
    wire();
    if (same && focused && focused.id && $(focused.id)) $(focused.id).focus({ preventScroll: true });
    else if (mine || !same || !document.contains(focused)) goOn(same);
  }

  function untold() {
    const found = [];
    for (const one of document.querySelectorAll("#main input, #main select")) {
      const ticked = one.type === "checkbox" && one.checked !== one.defaultChecked;
      const turned = one.tagName === "SELECT" && !one.selectedOptions[0]?.defaultSelected;
      const typed = one.type === "number" && one.value !== one.defaultValue;
      if (ticked || turned || typed) found.push([one.id, one.name, one.value, one.checked]);
    }
    return found;
  }

  function choose(id, name, value, checked) {
    for (const one of document.getElementsByName(name)) {
      if (one.type === "checkbox" && one.value === value) one.checked = checked;
      else if (one.type !== "checkbox" && one.id === id) one.value = value;
    }
  }

  function goOn(same) {
    // the reader goes on from what is new
    if (!same) {
      scrollTo(0, 0);
      $("between").scrollTop = 0;
    }
    const found = ["#why", "[data-here]", ".statement", "h1"].map((what) => $("main").querySelector(what));
    const next = found.find(Boolean) || $("main");
    const below = next.matches("#why, [data-here]");
    if (below) next.tabIndex = -1;
    next.focus({ preventScroll: !below });
    if (below) next.scrollIntoView({ block: "center" });
  }

  const writing = () => {
    const at = document.activeElement;
    return Boolean(at && at.matches("#main textarea, #main input, #main select"));
  };

  let stale = false;
  let phased = "";
  async function refresh(all = false) {
    const asked = turn;
    const answer = await get(location.pathname + location.search, all ? "" : version);
    if (asked !== turn) {
      // something was sent or drawn meanwhile: this answer may be older than what stands here
      setTimeout(refresh, 1000);
      return;
    }
    if (answer && answer.alert) news = answer.alert;
    if (!answer || !answer.page) return;
    const moved = answer.phase !== $("head").dataset.phase;
    if (!moved && !all && writing()) {
      // nobody's letters jump away under their thumb: it is drawn when they let go of the field
      stale = true;
      return;
    }
    if (moved && phased !== answer.phase) news = "";
    phased = answer.phase;
    stale = false;
    draw(answer);
  }

  document.addEventListener("focusout", () => setTimeout(() => stale && !writing() && refresh(), 300));

  // --- the outbox ----------------------------------------------------------------------------
  function change(token, what) {
    keep(OUTBOX, what ? queue().map((e) => (e.token === token ? what(e) : e)) : queue().filter((e) => e.token !== token));
  }

  let wait = 0;
  let again;
  let answered = () => {};
  async function flush() {
    if (sending) return;
    sending = true;
    clearTimeout(again);
    status();
    try {
      for (let next = queue()[0]; next; next = queue()[0]) {
        const answer = await sent(next);
        if (!answer) break;
        settle(next, answer);
      }
    } finally {
      sending = false;
      show();
    }
  }

  async function sent(entry) {
    let answer;
    try {
      answer = await ask(entry.act, { method: "POST", body: entry.body });
    } catch {
      reached(false);
      held(entry);
      return null;
    }
    reached(true);
    const later = answer.status >= 500 || [403, 423, 429].includes(answer.status);
    if (!later) return answer;
    news = answer.alert || "";
    held(entry, answer.after, answer.status);
    return null;
  }

  function held(entry, after, why) {
    // who is asked nothing now is asked nothing later: they may have gone on to something else
    change(entry.token, (e) => ({ ...e, tries: e.tries + 1, body: e.texts.length && !e.body.includes("sure=") && e.act.includes("/contribute") ? `${e.body}&sure=yes` : e.body }));
    wait = Math.min(30000, Math.max(2000, wait * 2));
    if (why === 403) refresh(true);
    else again = setTimeout(flush, after ? after * 1000 : wait * (0.5 + Math.random()));
    answered(null);
  }

  function settle(entry, answer) {
    wait = 0;
    change(entry.token);
    const here = entry.view === view();
    if (!answer.ok || answer.asks) {
      for (const [name, text] of entry.texts) {
        if (here && !read(name)) keep(name, { id: freshToken(), text });
        else giveBack(text, answer.alert);
      }
      news = answer.alert || "";
    } else {
      news = answer.said || "";
    }
    if (answer.page && here) draw(answer, { mine: true });
    answered(answer);
  }

  function giveBack(text, why) {
    keep(BACK, [...(read(BACK) || []), { text, why }].slice(-MOST_BACK));
  }

  function put(form, submitter) {
    turn += 1;
    const token = freshToken();
    const body = new URLSearchParams(new FormData(form));
    if (submitter && submitter.name) body.append(submitter.name, submitter.value);
    body.set("token", token);
    const areas = [...form.querySelectorAll("textarea[data-draft]")];
    const texts = areas.filter((a) => a.value).map((a) => [a.dataset.draft, a.value]);
    const act = form.getAttribute("action");
    const entry = { token, act, body: body.toString(), texts, view: view(), tries: 0 };
    // coming in goes before whatever waits for somebody who is not in
    keep(OUTBOX, act.includes("/join") ? [entry, ...queue()] : [...queue(), entry]);
    for (const [name] of texts) keep(name, null);
    return { areas, texts };
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.dataset.plain !== undefined || !form.action.includes(`/p/${code}/`)) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    const { areas, texts } = put(form, event.submitter);
    form.inert = true;
    form.dataset.busy = "yes";
    news = "";
    const answer = new Promise((go) => (answered = go));
    const done = flush();
    // an answer that comes late is drawn when it comes; until then somebody may type on
    const known = await Promise.race([answer, pause(GRACE).then(() => null)]);
    form.inert = false;
    delete form.dataset.busy;
    if (!known && texts.length) {
      for (const area of areas) {
        area.value = initial(area);
        count(area);
      }
      label();
    }
    await done;
    tellTyping();
  });

  // --- going from place to place ---------------------------------------------------------------
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const plain = !link || link.dataset.plain !== undefined || event.ctrlKey || event.metaKey;
    if (plain || !link.getAttribute("href").startsWith(`/p/${code}`)) return;
    event.preventDefault();
    const answer = await get(link.getAttribute("href"));
    if (!answer || !answer.page) return;
    news = "";
    draw(answer, { url: link.getAttribute("href"), push: true, mine: true });
  });

  addEventListener("popstate", async () => {
    const answer = await get(location.pathname + location.search);
    if (answer && answer.page) draw(answer);
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-draft]")) typedIn(event.target);
  });

  // --- following the room ----------------------------------------------------------------------
  let stream;
  let failures = 0;
  let polling;
  let soon;

  function listen() {
    stream = new EventSource(`/live/${code}`);
    stream.onopen = () => {
      failures = 0;
      clearTimeout(polling);
      polling = undefined;
      reached(true);
      flush();
    };
    stream.onerror = () => {
      failures += 1;
      if (failures >= BLOCKED || stream.readyState === EventSource.CLOSED) poll();
      else if (failures > 1) refresh();
    };
    stream.addEventListener("v", (event) => {
      const { v, spread } = JSON.parse(event.data);
      if (String(v) === version) return;
      // a hall of phones comes in turn
      clearTimeout(soon);
      soon = setTimeout(() => (refresh(), queue().length && flush()), Math.random() * spread);
    });
  }

  function poll() {
    if (polling !== undefined) return;
    stream.close();
    polling = setTimeout(async () => {
      polling = undefined;
      await refresh();
      if (online) flush();
      listen();
    }, 8000 + Math.random() * 12000);
    if (failures === BLOCKED) refresh();
  }

  let ends = null;
  function clock() {
    const { left } = $("head").dataset;
    // the phone's own clock may be a day wrong: only the seconds that are left count
    ends = left === undefined ? null : performance.now() + left * 1000;
  }

  setInterval(() => {
    const shown = document.querySelector("#head .clock");
    if (!shown || ends === null) return;
    const left = Math.max(0, Math.round((ends - performance.now()) / 1000));
    shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 60 || left === 10) {
      news = words[left];
      status();
    }
  }, 1000);

  addEventListener("offline", () => reached(false));
  addEventListener("online", () => {
    flush();
    refresh();
  });
  addEventListener("storage", (event) => event.key && event.key.startsWith(prefix) && show());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    refresh();
    flush();
  });

  try {
    localStorage.setItem(`${prefix}try`, "1");
    localStorage.removeItem(`${prefix}try`);
  } catch {
    forgetful = true;
  }
  const first = $("told").textContent;
  if (first !== words.saved) news = first;
  wire();
  listen();
  flush();
})();
