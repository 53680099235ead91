// What the page does beyond links and forms: drop, progress, filters, and the way between finding and cell.
const by = (id) => document.getElementById(id);
const texts = document.body.dataset;
const SIDE_BY_SIDE = 3;
const PATIENCE = 20;
const FIGURES_EVERY = 3000;
document.documentElement.classList.add("scripted");

const query = (more = {}) => {
  const form = new FormData(by("upload"));
  const said = new URLSearchParams({ lang: form.get("lang"), profile: form.get("profile"), ...more });
  return `?${said}`;
};
const say = (text) => { by("status").textContent = text; };
const fragment = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
};

// ---- uploads: each file a request of its own, so that each has its progress and its own fate ----
const line = [];
let running = 0;
let finished = 0;
let asked = 0;
let greeted = false;
let opening = false;

const enqueue = (files) => {
  for (const file of files) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const bar = document.createElement("progress");
    const state = document.createElement("span");
    name.className = "name";
    state.className = "state";
    name.textContent = file.name;
    name.title = file.name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    state.textContent = texts.waiting;
    item.append(name, bar, state);
    by("progress").append(item);
    asked += 1;
    const job = { file, item, bar, state, tries: 0 };
    // What is too large is told at once, not after minutes of uploading.
    const refusal = /\.zip$/i.test(file.name) ? texts.ziptoolarge : texts.toolarge;
    if (file.size > Number(texts.most)) failed(job, refusal.replace("{size}", megabytes(file.size)), null);
    else line.push(job);
  }
  next();
  if (!running && asked) ended();
};

// One place behind the point, and never down to the limit itself.
const megabytes = (size) => Math.max(Math.round(size / 104857.6) / 10, Number(texts.most) / 1048576 + 0.1);

const next = () => {
  // The first answer brings the session that the others belong to.
  while (running < (greeted ? SIDE_BY_SIDE : 1) && line.length) {
    running += 1;
    send(line.shift());
  }
};

const wait = () => new Promise((done) => setTimeout(done, 1000 + Math.random() * 2000));
const isBusy = (status) => status === 429 || status === 503;

const send = (job) => {
  const body = new FormData();
  body.append("file", job.file);
  const request = new XMLHttpRequest();
  request.open("POST", `files${query({ later: "1" })}`);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  job.state.textContent = texts.uploading;
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) job.bar.value = event.loaded / event.total;
  };
  request.upload.onload = () => {
    job.bar.removeAttribute("value");
    job.state.textContent = texts.checking;
  };
  request.onload = async () => {
    if (request.status === 200 && request.response) return received(job, request.response.files);
    if (isBusy(request.status) && job.tries < PATIENCE) {
      job.tries += 1;
      job.state.textContent = texts.waiting;
      await wait();
      return send(job);
    }
    return gaveUp(job, request.response?.error?.message ?? texts.offline, () => enqueue([job.file]));
  };
  request.onerror = () => gaveUp(job, texts.offline, () => enqueue([job.file]));
  request.send(body);
};

const received = async (job, files) => {
  greeted = true;
  document.body.classList.remove("empty");
  by("intro")?.remove();
  by("actions").hidden = false;
  if (files.every((file) => file.row)) {
    finished += files.length;
    job.item.remove();
    for (const file of files) {
      if (file.view && !shown) show(file.id, file.view);
      await place(file);
    }
    running -= 1;
    return ended();
  }
  // An archive turns out to be many; they are judged one by one, to show how far it is.
  asked += files.length - 1;
  job.all = files.length;
  job.left = files.map((file) => file.id);
  return goOn(job);
};

const goOn = async (job) => {
  let trouble = "";
  const told = () => {
    const done = job.all - job.left.length - flying;
    job.bar.max = job.all;
    job.bar.value = done;
    job.state.textContent = texts.pieces.replace("{done}", done).replace("{all}", job.all);
  };
  let flying = 0;
  // The first that could be read in the order of the list, whichever is done first.
  const order = [...job.left];
  const judged = new Map();
  const openFirst = async () => {
    while (order.length && judged.has(order[0])) {
      const id = order.shift();
      if (!judged.get(id) || shown || opening) continue;
      opening = true;
      await open(id, { quietly: true });
      opening = false;
    }
  };
  const hand = async () => {
    while (job.left.length && !trouble) {
      const id = job.left.shift();
      flying += 1;
      const { file, message } = await rowOf(id);
      flying -= 1;
      if (message) {
        trouble = message;
        job.left.unshift(id);
      } else {
        finished += 1;
        judged.set(id, file?.read);
        if (file) await place(file);
        await openFirst();
      }
      told();
    }
  };
  told();
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, hand));
  if (trouble) {
    const again = () => {
      job.item.className = "";
      running += 1;
      goOn(job);
    };
    return gaveUp(job, trouble, again);
  }
  job.item.remove();
  running -= 1;
  return ended();
};

// A file's row in the list, or why there is none; nothing at all where the file was removed meanwhile.
const rowOf = async (id) => {
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`files/${id}/row${query()}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) return { file: await answer.json() };
    if (answer?.status === 404) return {};
    if (!answer || !isBusy(answer.status) || tries >= PATIENCE) {
      const told = await answer?.json().catch(() => null);
      return { message: told?.error?.message ?? texts.offline };
    }
    await wait();
  }
};

// The list grows row by row; its figures follow every few seconds.
let listing = null;
let listed = 0;
const place = async ({ id, row }) => {
  if (!by("rows") || Date.now() - listed > FIGURES_EVERY) {
    listing ??= refresh({ known: "1" }).finally(() => {
      listing = null;
      listed = Date.now();
    });
    await listing;
  }
  if (!by("rows") || document.querySelector(`[data-row="${CSS.escape(id)}"]`)) return;
  by("rows").append(fragment(`<table><tbody>${row}</tbody></table>`).querySelector("tr"));
};

const failed = (job, message, again) => {
  job.item.className = "failed";
  job.state.setAttribute("role", "alert");
  job.state.textContent = message;
  const button = (text, pressed, label = "") => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", () => {
      buttons.remove();
      pressed();
    });
    buttons.append(made);
  };
  const buttons = document.createElement("span");
  buttons.className = "buttons";
  if (again) button(texts.retry, () => { if (!job.left) job.item.remove(); again(); });
  button("×", () => job.item.remove(), `${texts.dismiss} ${job.file.name}`);
  job.item.append(buttons);
};

const gaveUp = (job, message, again) => {
  failed(job, message, again);
  running -= 1;
  ended();
};

const ended = async () => {
  next();
  const sofar = texts.sofar.replace("{done}", finished).replace("{all}", asked);
  if (running || line.length) {
    say(sofar);
    return;
  }
  if (finished) await refresh();
  if (finished && !shown) {
    const first = document.querySelector("a[data-file]");
    if (first) await open(first.dataset.file, { quietly: true });
  }
  finished = 0;
  asked = 0;
  const unread = by("overview")?.dataset.unread;
  if (by("progress").querySelector(".failed")) say(sofar);
  else say(unread ? texts.readybut.replace("{count}", unread) : texts.ready);
};

const get = async (address) => {
  const answer = await fetch(address, { headers: { Accept: "text/html, application/json;q=0.5" } }).catch(() => null);
  if (answer?.ok) return answer.text();
  const told = await answer?.json().catch(() => null);
  say(told?.error?.message ?? texts.offline);
  return null;
};

const refresh = async (more = {}) => {
  const html = await get(`overview${query({ file: shown, ...more })}`);
  if (html === null) return;
  const before = document.querySelector("details.summary")?.open;
  const only = by("only")?.value;
  const place = document.querySelector(".many")?.scrollTop ?? 0;
  const held = by("results-overview").contains(document.activeElement) ? document.activeElement.dataset.file : "";
  by("results-overview").replaceChildren(fragment(html));
  if (held) document.querySelector(`a[data-file="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  if (by("rows")?.closest(".many")) by("rows").closest(".many").scrollTop = place;
  const summary = document.querySelector("details.summary");
  if (summary && before !== undefined) summary.open = before;
  narrow(only);
  fold();
  turn();
};

// Of many files only those of one verdict.
const narrow = (wanted = "") => {
  const only = by("only");
  if (!only) return;
  only.closest("form").hidden = false;
  if ([...only.options].some((option) => option.value === wanted)) only.value = wanted;
  for (const row of document.querySelectorAll("#rows tr")) {
    row.hidden = Boolean(only.value) && row.dataset.verdict !== only.value;
  }
};

// On a phone the tables over all files would push the file itself out of sight.
const fold = () => {
  const summary = document.querySelector("details.summary");
  if (summary && matchMedia("(max-width: 40rem)").matches) summary.open = false;
};

// ---- one file at a time ----
let shown = by("results-file").firstElementChild?.id.replace("file-", "") ?? "";

const show = (id, html) => {
  shown = id;
  by("results-file").replaceChildren(fragment(html));
  prepare();
  for (const link of document.querySelectorAll("a[data-file]")) {
    if (link.dataset.file === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  turn();
};

// Below a file the way to its neighbours in the list.
const turn = () => {
  const links = [...document.querySelectorAll("#rows tr:not([hidden]) a[data-file]")];
  const at = links.findIndex((link) => link.dataset.file === shown);
  by("turn")?.remove();
  if (at < 0 || links.length < 2) return;
  const ways = document.createElement("p");
  ways.id = "turn";
  ways.className = "actions";
  for (const [link, word] of [[links[at - 1], texts.before], [links[at + 1], texts.after]]) {
    if (!link) continue;
    const way = document.createElement("a");
    way.href = link.href;
    way.className = "button";
    way.dataset.turn = link.dataset.file;
    way.textContent = `${word} ${link.dataset.own}`;
    ways.append(way);
  }
  by("results-file").append(ways);
};

const open = async (id, { quietly = false } = {}) => {
  by("results-file").setAttribute("aria-busy", "true");
  if (!quietly) say(texts.loading);
  const html = await get(`files/${id}${query()}`);
  by("results-file").removeAttribute("aria-busy");
  if (html === null) return;
  show(id, html);
  history.replaceState(null, "", `./${query({ file: id })}`);
  if (quietly) return;
  say("");
  by(`name-${id}`).focus({ preventScroll: true });
  by("results-file").scrollIntoView({ block: "start" });
};

// ---- filters ----
const prepare = () => {
  const filters = document.querySelector(".file .filters");
  if (!filters) return;
  filters.hidden = false;
  filters.addEventListener("change", () => filter(filters));
  filters.addEventListener("submit", (event) => event.preventDefault());
};

const filter = (filters) => {
  const severities = new Set([...filters.querySelectorAll("input:checked")].map((box) => box.dataset.severity));
  const rule = filters.elements.rule.value;
  const form = filters.elements.form?.value ?? "";
  let seen = 0;
  const findings = [...document.querySelectorAll(".finding")];
  const hidden = new Set();
  for (const view of document.querySelectorAll(".form-view")) view.hidden = Boolean(form) && view.dataset.form !== form;
  for (const finding of findings) {
    const { severity, rule: code } = finding.dataset;
    const on = severities.has(severity) && (!rule || rule === code) && !finding.closest(".form-view").hidden;
    finding.hidden = !on;
    if (on) seen += 1;
    else hidden.add(finding.id);
  }
  for (const cell of document.querySelectorAll(".mark")) {
    const ways = [...cell.querySelectorAll("a.back")];
    if (!ways.length) continue;
    for (const way of ways) way.hidden = hidden.has(way.hash.slice(1));
    cell.classList.toggle("muted", ways.every((way) => way.hidden));
  }
  filters.querySelector(".shown").textContent = texts.shown.replace("{shown}", seen).replace("{all}", findings.length);
};

// ---- from a finding to its cell and back: the links work by themselves, this keeps both in sight ----
const go = (target) => {
  for (const other of document.querySelectorAll(".here")) other.classList.remove("here");
  target.classList.add("here");
  target.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "center", inline: "center", behavior: calm ? "auto" : "smooth" });
};

// A copy may not be possible: the reason is told beside the button, not on a page of its own.
const take = async (link) => {
  const note = link.parentElement.querySelector("[data-note]");
  note.textContent = texts.making;
  const answer = await fetch(link.href, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) {
    const told = await answer?.json().catch(() => null);
    note.textContent = told?.error?.message ?? texts.offline;
    return;
  }
  const way = document.createElement("a");
  way.href = URL.createObjectURL(await answer.blob());
  way.download = decodeURIComponent(answer.headers.get("content-disposition").split("''")[1]);
  way.click();
  setTimeout(() => URL.revokeObjectURL(way.href), 60000);
  note.textContent = decodeURIComponent(answer.headers.get("perflint-note") ?? "");
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link?.matches(".copy")) {
    event.preventDefault();
    take(link);
    return;
  }
  const file = link?.dataset.file ?? link?.dataset.turn;
  if (file) {
    event.preventDefault();
    open(file);
  } else if (link?.hash && link.pathname === location.pathname && by(link.hash.slice(1)) && link.closest(".file")) {
    event.preventDefault();
    go(by(link.hash.slice(1)));
  }
});

document.addEventListener("keydown", (event) => {
  // From a marked cell that has the focus, Enter leads to its finding; Escape leaves the marking.
  const cell = document.activeElement?.closest?.(".mark");
  if (event.key === "Enter" && cell === document.activeElement) {
    const way = cell.querySelector("a.back:not([hidden])");
    if (way) go(by(way.hash.slice(1)));
  } else if (event.key === "Enter" && document.activeElement?.matches?.(".finding")) {
    document.activeElement.querySelector("a.where").click();
  } else if (event.key === "Escape") {
    for (const other of document.querySelectorAll(".here")) other.classList.remove("here");
  }
});

// ---- forgetting ----
by("forget").addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new FormData();
  const file = event.submitter?.value ?? "";
  if (file) body.append("file", file);
  const answer = await fetch(`forget${query()}`, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return say(texts.offline);
  const { left } = await answer.json();
  if (!left) return location.assign(`./${query()}`);
  if (file === shown) {
    document.querySelector(`[data-row="${CSS.escape(file)}"]`)?.remove();
    const other = document.querySelector("a[data-file]");
    if (other) await open(other.dataset.file);
  }
  return refresh();
});

// ---- choosing, dropping, switching ----
by("file").addEventListener("change", () => {
  enqueue(by("file").files);
  by("file").value = "";
});
by("upload").addEventListener("submit", (event) => {
  event.preventDefault();
  by("file").click();
});
const over = (on) => by("upload").classList.toggle("over", on);
addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  over(true);
});
addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(false); });
addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  over(false);
  dropped(event.dataTransfer).then(enqueue);
});

// A folder stands for the files in it that can be read; entries are to be asked for before anything else happens.
const dropped = async (transfer) => {
  const files = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return files;
  const found = await Promise.all(entries.map((entry) => inside(entry)));
  if (!found.flat().length) say(texts.nothing);
  return found.flat();
};
const inside = async (entry, below = false) => {
  if (entry.isFile) {
    const known = by("file").accept.split(",").some((ending) => entry.name.toLowerCase().endsWith(ending));
    if (below && (!known || /^(\.|~\$)/.test(entry.name))) return [];
    return [await new Promise((done, fail) => entry.file(done, fail))];
  }
  const reader = entry.createReader();
  const members = [];
  // A folder is told a hundred entries at a time.
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
    members.push(...some);
  }
  members.sort((one, other) => one.name.localeCompare(other.name, "zh"));
  return (await Promise.all(members.map((member) => inside(member, true)))).flat();
};
by("profile").addEventListener("change", () => {
  location.assign(`./${query({ profile: by("profile").value, ...(shown && { file: shown }) })}`);
});
by("language").addEventListener("click", (event) => {
  if (!shown) return;
  event.preventDefault();
  const address = new URL(by("language").href);
  address.searchParams.set("file", shown);
  location.assign(address);
});
document.addEventListener("change", (event) => {
  if (event.target !== by("only")) return;
  narrow(by("only").value);
  turn();
});
document.addEventListener("submit", (event) => {
  if (event.target.matches(".listing")) event.preventDefault();
});
fold();
narrow();
turn();
// On paper nothing is folded away.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
});
by("print").hidden = false;
by("print").addEventListener("click", () => print());
prepare();
