// The check-in card: how long until somebody asks, "OK" under the thumb, roll call, and SOS.
import { announce } from "../app/announce";
import { now, time } from "../app/clock";
import type { Id } from "../contract";
import { Icon } from "../look/Icon";
import { say } from "../queue/say";
import { shift } from "../shift/signals";
import { view } from "../shift/view";
import { left } from "./left";
import { Sos } from "./Sos";
import { safetyWords as words } from "./words";

/** The card of a call; without a call (null) it holds roll call and SOS alone. */
export function CheckIn({ call }: { call: Id | null }) {
  const found = call ? view.call(call) : null;
  const minutes = shift.value?.settings.check_in_minutes ?? 20;
  const due = found?.check_in_due && !found.times.clear ? Date.parse(found.check_in_due) : null;
  const roll = found?.roll ?? view.calls().find((one) => one.roll)?.roll ?? null;
  const me = shift.value?.me.id;
  const state = due === null ? null : left(due, now.value);
  const ok = () => {
    void say("call.check_in", call!, { at: new Date().toISOString() });
    announce(words.checkedIn(minutes));
  };
  return (
    <div class="safety">
      {roll && me && (
        <div class="note warn alarm" role="alert">
          <p class="b">{words.roll}</p>
          <button type="button" class="btn go wide" onClick={() => void say("safety.roll", me, { roll: roll.id })}>
            {words.imOk}
          </button>
        </div>
      )}
      <section class="blk stack" aria-label={words.title}>
        {state && (
          <p class={`row due ${state.tone}`}>
            <Icon name={state.tone === "late" ? "warn" : "shield"} />
            <b>{words.by(time(due!))}</b>
            <b class="push">{state.words}</b>
          </p>
        )}
        <div class="two-one">
          {state ? (
            <button type="button" class="btn" onClick={ok}>
              {words.more(minutes)}
            </button>
          ) : (
            <span class="small ink2">{found ? words.starts : (shift.value?.team?.unit ?? words.noCall)}</span>
          )}
          <Sos />
        </div>
      </section>
    </div>
  );
}
