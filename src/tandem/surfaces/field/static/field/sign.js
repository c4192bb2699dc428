// A signature drawn with finger, pen, mouse or arrow keys, kept as SVG path data in the hidden field of its form.
// Nothing is sent before the button is tapped; "Clear" empties box and field.
const LONGEST = 60000;
// How far one press of an arrow draws, in points of the box; and where the pen of the keys begins.
const STEP = 16;
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

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

  // The same by keys, for hands that draw no line: a ring shows where the pen is, filled while it is down.
  let at = [STEP * 4, STEP * 11];
  let down = false;

  const show = () => {
    pen.clearRect(0, 0, pad.width, pad.height);
    ready();
    if (field.value) pen.stroke(new Path2D(field.value));
    if (document.activeElement !== pad) return;
    pen.beginPath();
    pen.arc(at[0], at[1], 7, 0, 2 * Math.PI);
    if (down) {
      pen.fillStyle = pen.strokeStyle;
      pen.fill();
    }
    pen.stroke();
  };

  pad.addEventListener("keydown", (event) => {
    const move = ARROWS[event.key];
    if (!move && event.key !== " ") return;
    event.preventDefault();
    if (move) {
      at = [Math.min(Math.max(at[0] + move[0], 0), pad.width), Math.min(Math.max(at[1] + move[1], 0), pad.height)];
      if (down && field.value.length < LONGEST - 20) field.value += `L${at[0]} ${at[1]}`;
    } else {
      down = !down;
      if (down) field.value += `M${at[0]} ${at[1]}`;
    }
    show();
  });
  pad.addEventListener("focus", () => pad.matches(":focus-visible") && show());
  pad.addEventListener("blur", () => {
    down = false;
    show();
  });

  for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => (drawing = null));

  box.querySelector("[data-signature-clear]").addEventListener("click", () => {
    field.value = "";
    show();
  });
}
