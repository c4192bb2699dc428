// A signature drawn with finger, pen or mouse, kept as SVG path data in the hidden field of its form.
// Nothing is sent before the button is tapped; "Clear" empties box and field.
const LONGEST = 60000;

for (const pad of document.querySelectorAll("[data-signature-pad]")) {
  const box = pad.closest(".sign");
  const field = box.querySelector("input[name=signature]");
  const pen = pad.getContext("2d");
  let drawing = null;
  pad.style.touchAction = "none";

  const ready = () => {
    pen.strokeStyle = getComputedStyle(pad).color;
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
  };

  // The form came back with something to fix: what was signed is still there.
  ready();
  if (field.value) pen.stroke(new Path2D(field.value));

  const point = (event) => {
    const edge = pad.getBoundingClientRect();
    const x = ((event.clientX - edge.left) * pad.width) / edge.width;
    const y = ((event.clientY - edge.top) * pad.height) / edge.height;
    return [Math.round(x), Math.round(y)];
  };

  pad.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    const [x, y] = point(event);
    drawing = event.pointerId;
    ready();
    pen.beginPath();
    pen.moveTo(x, y);
    field.value += `M${x} ${y}`;
  });

  pad.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawing || field.value.length > LONGEST - 20) return;
    const [x, y] = point(event);
    pen.lineTo(x, y);
    pen.stroke();
    field.value += `L${x} ${y}`;
  });

  for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => (drawing = null));

  box.querySelector("[data-signature-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, pad.width, pad.height);
    field.value = "";
  });
}
