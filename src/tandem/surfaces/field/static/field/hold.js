// A second tap on the page before must not answer the question of this page, which nobody has read yet: its answers
// take nothing for the first moment after they are shown, at each showing. Loaded before its form, and not deferred,
// so that there is no moment in which a button is there and open.
const HOLD_MS = 700;
let holding = false;

const held = () => document.querySelectorAll("[data-hold] button, [data-hold] input:not([type=hidden])");
const close = () => held().forEach((one) => (one.disabled = holding));
const asItComes = new MutationObserver(close);

const hold = () => {
  holding = true;
  close();
  asItComes.observe(document.documentElement, { childList: true, subtree: true });
};

// The time runs from the first frame a person can see.
const release = () =>
  requestAnimationFrame(() =>
    setTimeout(() => {
      holding = false;
      asItComes.disconnect();
      close();
    }, HOLD_MS),
  );

document.addEventListener(
  "submit",
  (event) => {
    if (holding && event.target.matches("[data-hold]")) event.preventDefault();
  },
  true,
);

hold();
document.addEventListener("DOMContentLoaded", release);

// Back can show the page as it was left, without loading it again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  hold();
  release();
});
