// The signature box: the pen's way over the screen as SVG path data, whole pixels, put into the hidden field.
const LONGEST = 60_000;

function start(box) {
  const pad = box.querySelector("[data-sign-pad]");
  const path = pad.querySelector("path");
  const field = box.querySelector("input[name=signature]");
  let drawing = false;

  const point = (event) => {
    const edge = pad.getBoundingClientRect();
    return `${Math.round(event.clientX - edge.left)} ${Math.round(event.clientY - edge.top)}`;
  };
  const keep = (d) => {
    if (d.length > LONGEST) return;
    path.setAttribute("d", d);
    field.value = d;
  };
  // Without this the page would scroll under the finger.
  pad.style.touchAction = "none";
  box.hidden = false;
  pad.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    drawing = true;
    const here = point(event);
    keep(`${field.value}M${here}L${here}`);
  });
  pad.addEventListener("pointermove", (event) => {
    if (drawing) keep(`${field.value}L${point(event)}`);
  });
  for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => (drawing = false));
  box.querySelector("[data-sign-clear]").addEventListener("click", () => keep(""));
}

document.querySelectorAll("[data-sign]").forEach(start);
