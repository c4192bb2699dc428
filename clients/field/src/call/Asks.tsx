// An officer alone asks for a clinician by phone: which unit, in which area, since when. Who it is about opens with taking it.
import { useState } from "preact/hooks";
import { go } from "../app/go";
import { words as frame } from "../app/words";
import type { Ask } from "../contract";
import { Icon } from "../look/Icon";
import { clock } from "../look/shown";
import { takeAsk } from "../shift/asks";
import { shift } from "../shift/signals";
import { view } from "../shift/view";

const NO_SIGNAL = "No signal. Taking it needs signal, so that only one of you has it. Try again when it is back.";
const GONE = "They don't wait any more.";

export function Asks() {
  const [said, say] = useState("");
  const [busy, setBusy] = useState("");
  const asks = shift.value?.asks ?? [];
  const takeIt = async ({ id }: Ask) => {
    if (busy) return;
    setBusy(id);
    say("");
    const taken = await takeAsk(id);
    setBusy("");
    if ("call" in taken) return view.call(taken.call) ? go(`/call/${taken.call}`) : undefined;
    say(taken.no === "signal" ? NO_SIGNAL : taken.no === "signed-out" ? `${frame.status.signIn}.` : taken.sentence || GONE);
  };
  return (
    <>
      <div role="status">{said && <div class="note warn">{said}</div>}</div>
      {asks.map((one) => (
        <div key={one.id} class="note warn alarm stack" role="alert">
          <p class="b">{one.unit} asks for a clinician by phone</p>
          <p class="small">
            {one.area ? `${one.area}, since` : "Since"} {clock(one.asked_at)}. Nobody took it yet.
          </p>
          <button class="btn go wide" type="button" disabled={busy === one.id} onClick={() => void takeIt(one)}>
            <Icon name="phone" />
            {busy === one.id ? "Taking it." : "Take it"}
          </button>
        </div>
      ))}
    </>
  );
}
