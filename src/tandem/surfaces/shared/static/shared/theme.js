// Runs before the first paint: the user's own choice of light or dark wins over the device's.
// Without a choice nothing is set and the style sheet follows prefers-color-scheme.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("theme");
    if (!root.dataset.theme && (theme === "light" || theme === "dark")) root.dataset.theme = theme;
  } catch (refused) {
    // Storage may be switched off; the device's choice holds.
  }
})();
