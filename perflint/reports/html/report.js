/* Filters, keys, and the ways between findings and cells. The page is whole without it: ways are plain links. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const filters = document.getElementById("filters");
  const entries = all(".entry");
  const field = (name) => filters.elements.namedItem(name);

  // Read once, at the first filter: a page may have thousands of findings.
  let index = null;
  const indexed = () => all("main > section").map((part) => {
    const file = part.querySelector("h2").textContent;
    const forms = all("section.form", part);
    return {
      part,
      file,
      forms: (forms.length ? forms : [part]).map((form) => {
        const head = `${file} ${all("h3, .about", form).map((one) => one.textContent).join(" ")}`.toLowerCase();
        const own = all(".entry", form).map((entry) => ({ entry, text: `${head} ${entry.textContent.toLowerCase()}` }));
        return { form, head, own };
      }),
    };
  });

  const narrow = () => {
    index ??= indexed();
    const levels = new Set(all("input[name=severity]:checked", filters).map((box) => box.value));
    const rule = field("rule").value;
    const everyFile = !field("file").value;
    const wanted = field("file").selectedOptions[0].textContent;
    const words = field("text").value.trim().toLowerCase().split(/\s+/u).filter(Boolean);
    const everyLevel = levels.size === 3;
    const active = !everyLevel || rule || !everyFile || words.length > 0;
    const holds = (text) => words.every((word) => text.includes(word));
    let shown = 0;
    let standing = 0;
    for (const { part, file, forms } of index) {
      const fits = everyFile || file === wanted;
      let left = 0;
      for (const { form, head, own } of forms) {
        let kept = 0;
        for (const { entry, text } of own) {
          const keep = fits && levels.has(entry.dataset.s) && (!rule || entry.dataset.r === rule) && holds(text);
          entry.classList.toggle("away", !keep);
          kept += keep;
        }
        shown += kept;
        // A form without findings can still be looked for by its file, project or department.
        const stays = !active || kept > 0 || (fits && !rule && everyLevel && holds(head));
        form.classList.toggle("away", !stays);
        left += stays;
      }
      part.classList.toggle("away", !left);
      standing += left;
    }
    document.getElementById("shown").textContent = active ? `${shown} / ${entries.length}` : "";
    document.getElementById("none").hidden = standing > 0;
  };

  const light = (entry) => {
    all(".lit").forEach((cell) => cell.classList.remove("lit"));
    all(".current").forEach((one) => one.classList.remove("current"));
    if (!entry) return;
    entry.classList.add("current");
    for (const way of all("a.way", entry)) {
      const cell = document.getElementById(way.hash.slice(1));
      if (cell && cell.classList.contains("related")) cell.classList.add("lit");
    }
  };

  const go = (target) => {
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    for (let box = target; box; box = box.parentElement) box.classList.remove("away");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.classList.contains("mark") ? "center" : "nearest", inline: "center" });
    // A cell in its own scrolling frame: the frame itself has to be in sight too.
    const frame = target.closest(".drawn");
    if (frame) frame.scrollIntoView({ block: "nearest" });
  };

  let came = null;
  document.addEventListener("click", (event) => {
    const way = event.target.closest("a.way, a.back");
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = document.getElementById(way.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    history.replaceState(null, "", way.hash);
    came = way.closest(".entry") || came;
    light(way.classList.contains("way") ? way.closest(".entry") : target);
    go(target);
  });
  document.addEventListener("focusin", (event) => {
    const entry = event.target.closest(".entry");
    if (entry) light(entry);
  });

  const step = (by) => {
    const open = entries.filter((entry) => !entry.classList.contains("away") && entry.offsetParent);
    if (!open.length) return;
    const at = open.indexOf(document.activeElement.closest(".entry") || came);
    came = open[at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(open.length - 1, Math.max(0, at + by))];
    go(came);
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Enter" && event.target.classList.contains("entry")) event.target.querySelector("a.way")?.click();
    else if (event.key === "b") {
      const back = event.target.closest(".mark")?.querySelector("a.back");
      if (back) back.click();
      else if (came) go(came);
      else return;
    } else return;
    event.preventDefault();
  });

  // On paper nothing can be unfolded.
  addEventListener("beforeprint", () => all("details.gaps, details.accepted").forEach((one) => { one.open = true; }));
  filters.hidden = false;
  filters.addEventListener("input", narrow);
  for (const link of all("a.find")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      field("text").value = link.textContent;
      narrow();
      filters.scrollIntoView();
      field("text").focus({ preventScroll: true });
    });
  }
  filters.addEventListener("submit", (event) => event.preventDefault());
})();
