// A signature drawn with finger, pen, mouse or arrow keys, kept as SVG path data, as the pages keep it.
import { useEffect, useId, useRef } from "preact/hooks";
import { ALOUD, type Language } from "../contact/aloud";
import { Icon } from "../look/parts";

const LONGEST = 60_000;
const [WIDTH, HEIGHT, STEP] = [640, 260, 16];
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

export function Signature({ keep, language }: { keep: (path: string) => void; language: Language }) {
  const words = ALOUD[language];
  const id = useId();
  const pad = useRef<HTMLCanvasElement>(null);
  const drawn = useRef("");
  const hand = useRef<{ pointer: number | null; at: [number, number]; down: boolean }>({ pointer: null, at: [STEP * 4, STEP * 11], down: false });
  const show = () => {
    const canvas = pad.current;
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen) return;
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    pen.strokeStyle = "#1b1b1b";
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    if (drawn.current) pen.stroke(new Path2D(drawn.current));
    if (document.activeElement !== canvas || !canvas.matches(":focus-visible")) return;
    // A ring shows where the pen of the keys is, filled while it is down.
    pen.beginPath();
    pen.arc(...hand.current.at, 7, 0, 2 * Math.PI);
    if (hand.current.down) pen.fill();
    pen.stroke();
  };
  const add = (mark: "M" | "L", [x, y]: readonly [number, number]) => {
    if (drawn.current.length > LONGEST - 20) return;
    drawn.current += `${mark}${x} ${y}`;
    keep(drawn.current);
    show();
  };
  const point = (event: PointerEvent): [number, number] => {
    const edge = pad.current!.getBoundingClientRect();
    return [Math.round(((event.clientX - edge.left) * WIDTH) / edge.width), Math.round(((event.clientY - edge.top) * HEIGHT) / edge.height)];
  };
  const keys = (event: KeyboardEvent) => {
    const move = ARROWS[event.key];
    if (!move && event.key !== " ") return;
    event.preventDefault();
    const now = hand.current;
    if (move) {
      now.at = [Math.min(Math.max(now.at[0] + move[0], 0), WIDTH), Math.min(Math.max(now.at[1] + move[1], 0), HEIGHT)];
      if (now.down) add("L", now.at);
    } else {
      now.down = !now.down;
      if (now.down) add("M", now.at);
    }
    show();
  };
  const clear = () => {
    drawn.current = "";
    keep("");
    show();
  };
  useEffect(show, []);
  return (
    <div class="sign" lang={language}>
      <p class="xs mute" id={`${id}-keys`}>
        {words.keys}
      </p>
      <canvas
        ref={pad}
        class="in"
        width={WIDTH}
        height={HEIGHT}
        role="application"
        tabIndex={0}
        aria-label={words.box}
        aria-describedby={`${id}-keys`}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          hand.current.pointer = event.pointerId;
          add("M", point(event));
        }}
        onPointerMove={(event) => event.pointerId === hand.current.pointer && add("L", point(event))}
        onPointerUp={() => (hand.current.pointer = null)}
        onPointerCancel={() => (hand.current.pointer = null)}
        onKeyDown={keys}
        onFocus={show}
        onBlur={() => {
          hand.current.down = false;
          show();
        }}
      />
      <button type="button" class="btn wide mt1" onClick={clear}>
        <Icon name="undo" />
        {words.clear}
      </button>
    </div>
  );
}
