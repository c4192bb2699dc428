// Putting one time right, with a reason. The first one stays on the timeline.
import { useState } from "preact/hooks";
import { back } from "../app/go";
import { Screen } from "../app/screen";
import type { Id, Which } from "../contract";
import { Write } from "../look/Fields";
import { clock, zone } from "../look/shown";
import { nearest } from "../look/when";
import { say } from "../queue/say";
import { view, type FoldedCall } from "../shift/view";
import { Gone } from "./Gone";
import { placeOf, TIMES } from "./words";

const REASON_LIMIT = 200;

export function Fix({ id, which }: { id: Id; which: string }) {
  const [at, setAt] = useState("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<{ at?: string; reason?: string }>({});
  const call = view.call(id);
  const stands = call?.times[which as Which];
  const label = TIMES.find(([each, , verb]) => each === which && verb)?.[1];
  if (!call || !stands || !label) return <Gone />;
  const fix = () => {
    const moment = nearest(at, new Date(stands), zone());
    const found = {
      ...(moment ? { at: timeProblem(call, which as Which, moment) } : { at: "Write the time as 24-hour HH:MM, like 21:54." }),
      ...(reason.trim() ? {} : { reason: "Say why, in a word or two." }),
    };
    setWrong(found);
    if (!moment || found.at || found.reason) return;
    void say("call.correct", id, { which: which as Which, at: moment.toISOString(), reason: reason.trim() });
    back(`/call/${id}/scene`);
  };
  return (
    <Screen
      title={`Fix ${label.toLowerCase()}`}
      small={placeOf(call)}
      back={`/call/${id}/scene`}
      foot={
        <button class="btn go" type="button" onClick={fix}>
          Fix it
        </button>
      }
    >
      <p class="h">It says {clock(stands)}</p>
      <Write label="The right time" hint="24-hour, like 21:54" numeric value={at} limit={5} error={wrong.at} live={setAt} />
      <Write label="Why" hint="Like: tapped late" value={reason} limit={REASON_LIMIT} error={wrong.reason} live={setReason} />
      <p class="small mute">The first time stays on the timeline, with your reason.</p>
    </Screen>
  );
}

/** Why this can't be the time, as far as the phone knows the others. */
function timeProblem(call: FoldedCall, which: Which, moment: Date): string | undefined {
  if (moment.getTime() > Date.now()) return "That time has not come yet.";
  const order = TIMES.map(([each]) => each);
  const place = order.indexOf(which);
  for (const [at, each] of order.entries()) {
    const other = call.times[each];
    if (!other || each === which) continue;
    // Times are told by the minute, so that the same minute is no contradiction.
    const apart = Math.floor(moment.getTime() / 60_000) - Math.floor(Date.parse(other) / 60_000);
    const name = TIMES[at]![1].toLowerCase();
    if (at < place && apart < 0) return `That is before ${name}, ${clock(other)}.`;
    if (at > place && apart > 0) return `That is after ${name}, ${clock(other)}.`;
  }
  return undefined;
}
