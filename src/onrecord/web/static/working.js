"use strict";
// Looks again every few seconds, until told not to; without it there is the link.
(() => {
  const told = document.getElementById("by-itself");
  const timer = window.setTimeout(() => window.location.reload(), 4000);
  told.hidden = false;
  told.querySelector("button").addEventListener("click", () => {
    window.clearTimeout(timer);
    told.textContent = "This page waits for you.";
    document.getElementById("again").focus();
  });
})();
