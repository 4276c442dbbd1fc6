// What pages gain with a script: marks and notes light up together, a card says what lies under the pointer, keys move along.
"use strict";
(() => {
  const byRecord = new Map();
  for (const el of document.querySelectorAll("[data-r]"))
    for (const id of el.dataset.r.split(" ")) {
      if (!byRecord.has(id)) byRecord.set(id, []);
      byRecord.get(id).push(el);
    }
  const narrowest = (el) => el.dataset.r.split(" ").at(-1);
  let lit = [];
  let pop = null;

  const dim = () => {
    for (const el of lit) el.classList.remove("lit");
    lit = [];
    if (pop) pop.remove();
    pop = null;
  };

  const line = (id) => {
    const card = document.getElementById("card-" + id);
    if (card) return [card.cells[1].textContent, card.cells[0].textContent + ": " + card.cells[2].textContent].join(" ");
    const note = document.querySelector('.note[data-r="' + id + '"]');
    return note ? note.textContent.replace(/\s+/g, " ").trim() : "";
  };

  const light = (el) => {
    dim();
    for (const id of [narrowest(el)]) lit.push(...byRecord.get(id));
    for (const one of lit) one.classList.add("lit");
    if (!el.closest(".para")) return;
    const lines = el.dataset.r.split(" ").map(line).filter(Boolean);
    if (!lines.length) return;
    pop = document.createElement("div");
    pop.className = "pop";
    pop.setAttribute("role", "status");
    for (const words of lines.reverse()) {
      const p = document.createElement("p");
      p.textContent = words;
      pop.append(p);
    }
    document.body.append(pop);
    const box = el.getClientRects()[0];
    const left = Math.min(box.left, document.documentElement.clientWidth - pop.offsetWidth - 8);
    const above = box.top - pop.offsetHeight - 8;
    pop.style.setProperty("left", Math.max(8, left) + window.scrollX + "px");
    pop.style.setProperty("top", (above > 0 ? above : box.bottom + 8) + window.scrollY + "px");
  };

  for (const type of ["mouseover", "focusin"])
    document.addEventListener(type, (event) => {
      const el = event.target instanceof Element ? event.target.closest("[data-r]") : null;
      if (el) light(el);
      else dim();
    });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target instanceof Element && event.target.matches("input,select,textarea");
    if (event.key === "Escape") dim();
    if (typing) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("q").focus();
    }
    if (event.key === "j" || event.key === "k") {
      const notes = [...document.querySelectorAll(".note > a, .list .c-main a, .list .c-words a, .torn .why a")];
      const at = notes.indexOf(document.activeElement);
      const next = notes[event.key === "j" ? at + 1 : Math.max(0, at - 1)];
      if (next) next.focus();
    }
  });

  // The review by keys, and words taken from the text.
  for (const hint of document.querySelectorAll(".keys-hint, .take")) hint.hidden = false;
  const queue = [...document.querySelectorAll(".waiting")];
  document.addEventListener("keydown", (event) => {
    if (!queue.length || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.matches("input,select,textarea")) return;
    const here = document.activeElement ? document.activeElement.closest(".waiting") : null;
    const at = queue.indexOf(here);
    const step = { j: at + 1, k: Math.max(0, at - 1) }[event.key];
    if (step !== undefined && queue[step]) queue[step].focus();
    if (!here) return;
    if (event.key === "a" || event.key === "r") {
      const press = here.querySelector('button[value="' + (event.key === "a" ? "accept" : "reject") + '"]');
      if (press) {
        event.preventDefault();
        press.focus();
        press.form.requestSubmit(press);
      }
    }
    if (event.key === "e") {
      event.preventDefault();
      here.querySelector(".edit").open = true;
      here.querySelector('.edit input[name="speaker"]').focus();
    }
  });
  let taken = "";
  document.addEventListener("selectionchange", () => {
    const held = window.getSelection();
    const at = held && held.anchorNode ? held.anchorNode.parentElement : null;
    if (at && at.closest(".passage") && !held.isCollapsed) taken = held.toString().replace(/\s+/g, " ").trim();
  });
  for (const button of document.querySelectorAll("[data-take]"))
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.take);
      if (taken) field.value = taken;
      field.focus();
    });

  for (const box of document.querySelectorAll(".layers input")) {
    const key = "onrecord " + box.id;
    const held = window.localStorage.getItem(key);
    if (held) box.checked = held === "on";
    box.addEventListener("change", () => window.localStorage.setItem(key, box.checked ? "on" : "off"));
  }
})();
