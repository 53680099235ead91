// What the page does beyond links and forms: drop, progress, filters, and the way between finding and cell.
const by = (id) => document.getElementById(id);
const texts = document.body.dataset;
const SIDE_BY_SIDE = 3;
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
    line.push({ file, item, bar, state, tries: 0 });
    asked += 1;
  }
  next();
};

const next = () => {
  // The first answer brings the session that the others belong to.
  while (running < (greeted ? SIDE_BY_SIDE : 1) && line.length) {
    running += 1;
    send(line.shift());
  }
};

const send = (job) => {
  const body = new FormData();
  body.append("file", job.file);
  const request = new XMLHttpRequest();
  request.open("POST", `files${query()}`);
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
  request.onload = () => {
    if (request.status === 200 && request.response) return received(job, request.response);
    const busy = request.status === 429 || request.status === 503;
    if (busy && job.tries < 20) {
      job.tries += 1;
      job.state.textContent = texts.waiting;
      setTimeout(() => send(job), 1000 + Math.random() * 2000);
      return undefined;
    }
    return failed(job, request.response?.error?.message ?? texts.offline);
  };
  request.onerror = () => failed(job, texts.offline);
  request.send(body);
};

const received = (job, answer) => {
  greeted = true;
  job.item.remove();
  document.body.classList.remove("empty");
  by("intro")?.remove();
  by("actions").hidden = false;
  finished += answer.files.length;
  // An archive turns out to be many.
  asked += answer.files.length - 1;
  for (const file of answer.files) {
    if (file.view && !by("results-file").firstElementChild) show(file.id, file.view);
    by("rows")?.append(fragment(`<table><tbody>${file.row}</tbody></table>`).querySelector("tr"));
  }
  ended();
};

const failed = (job, message) => {
  job.item.className = "failed";
  job.state.setAttribute("role", "alert");
  job.state.textContent = message;
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = texts.retry;
  again.addEventListener("click", () => {
    job.item.remove();
    enqueue([job.file]);
  });
  job.item.append(again);
  ended();
};

const ended = async () => {
  running -= 1;
  next();
  const sofar = texts.sofar.replace("{done}", finished).replace("{all}", asked);
  if (running || line.length) {
    say(sofar);
    return;
  }
  if (finished) await refresh();
  finished = 0;
  asked = 0;
  say(by("progress").querySelector(".failed") ? sofar : texts.ready);
};

const get = async (address) => {
  const answer = await fetch(address, { headers: { Accept: "text/html, application/json;q=0.5" } }).catch(() => null);
  if (answer?.ok) return answer.text();
  const told = await answer?.json().catch(() => null);
  say(told?.error?.message ?? texts.offline);
  return null;
};

const refresh = async () => {
  const html = await get(`overview${query({ file: shown })}`);
  if (html !== null) by("results-overview").replaceChildren(fragment(html));
  fold();
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
};

const open = async (id) => {
  by("results-file").setAttribute("aria-busy", "true");
  say(texts.loading);
  const html = await get(`files/${id}${query()}`);
  by("results-file").removeAttribute("aria-busy");
  if (html === null) return;
  show(id, html);
  history.replaceState(null, "", `./${query({ file: id })}`);
  say("");
  by(`name-${id}`).focus({ preventScroll: true });
  by("results-file").scrollIntoView({ block: "start" });
};

// ---- filters ----
const prepare = () => {
  const filters = document.querySelector(".filters");
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
  if (link?.dataset.file) {
    event.preventDefault();
    open(link.dataset.file);
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
  enqueue(event.dataTransfer.files);
});
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
fold();
// On paper nothing is folded away.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
});
by("print").hidden = false;
by("print").addEventListener("click", () => print());
prepare();
