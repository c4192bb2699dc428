// The SOS button: hold one second, or press Enter (or a switch) twice. A short tap does nothing but say how.
import type { TargetedPointerEvent } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { shift } from "../shift/signals";
import { standDown } from "./heard";
import { hidden, raise, raised } from "./sos";
import { safetyWords as words } from "./words";

const hold = 1000;
const twice = 3000;

export function Sos() {
  const how = useId();
  const [hint, setHint] = useState("");
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const first = useRef(0);
  const letGo = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setHeld(false);
    setHint("");
  };
  useEffect(() => letGo, []);
  const press = (event: TargetedPointerEvent<HTMLButtonElement>) => {
    if (event.button > 0) return;
    setHeld(true);
    setHint(words.hold);
    timer.current = setTimeout(() => {
      letGo();
      void raise();
    }, hold);
  };
  // A keyboard, a switch and a screen reader all end in a click without a pointer (detail 0).
  const click = (event: MouseEvent) => {
    if (event.detail !== 0) return;
    if (Date.now() - first.current < twice) {
      first.current = 0;
      setHint("");
      void raise();
      return;
    }
    first.current = Date.now();
    setHint(words.again);
    setTimeout(() => first.current && Date.now() - first.current >= twice && setHint(""), twice + 50);
  };
  return (
    <>
      <button
        type="button"
        class={`btn sos ${held ? "held" : ""}`}
        aria-describedby={how}
        onPointerDown={press}
        onPointerUp={letGo}
        onPointerLeave={letGo}
        onPointerCancel={letGo}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => event.key === "Enter" && event.repeat && event.preventDefault()}
        onClick={click}
      >
        {words.sos}
      </button>
      <p class="small sos-how" id={how} role="status">
        {hint || words.how}
      </p>
      <SosState />
    </>
  );
}

/** What became of an SOS. Not heard means not heard: it says so until a dispatcher has answered. */
function SosState() {
  const now = raised.value;
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  if (!now) return null;
  const heard = now.state === "heard";
  const number = shift.value?.settings.sos_number;
  const text = encodeURIComponent(`SOS ${shift.value?.team?.unit ?? ""}`.trim());
  const close = () => (hidden.value = now.sos);
  const down = async (reason: string) => setFailed(!(await standDown(now.sos, reason)));
  if (now.state === "over") {
    return (
      <div class="note sos-state" role="status">
        <p class="b">{now.words || words.down}</p>
        <button type="button" class="btn" onClick={close}>
          {words.close}
        </button>
      </div>
    );
  }
  return (
    <div class={`note sos-state ${heard ? "warn" : "danger alarm"}`} role={heard ? "status" : "alert"}>
      <p class="b">{heard ? now.words : now.state === "unsent" ? words.unsent : words.waiting}</p>
      {asking && <p>{failed ? words.notDown : words.why}</p>}
      <p class="row wrap">
        {!heard && !asking && (
          <a class="btn" href="tel:911">
            {words.call}
          </a>
        )}
        {!heard && !asking && number && (
          <a class="btn" href={`sms:${number}?body=${text}`}>
            {words.sms}
          </a>
        )}
        {!asking && (
          <button type="button" class="btn" onClick={() => setAsking(true)}>
            {words.over}
          </button>
        )}
        {asking && [words.safe, words.mistake].map((reason) => (
          <button key={reason} type="button" class="btn" onClick={() => void down(reason)}>
            {reason}
          </button>
        ))}
      </p>
    </div>
  );
}
