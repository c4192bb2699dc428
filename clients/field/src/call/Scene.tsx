// On scene: who leads, the next time to stamp, when to check in.
import { useRef, useState } from "preact/hooks";
import { go } from "../app/go";
import { Screen } from "../app/screen";
import type { Id, Which } from "../contract";
import { Icon } from "../look/Icon";
import { clock } from "../look/shown";
import { say } from "../queue/say";
import { CheckIn } from "../safety/CheckIn";
import { shift } from "../shift/signals";
import { view, type FoldedCall } from "../shift/view";
import { begin } from "./begin";
import { Gone } from "./Gone";
import { ByPhone } from "./ByPhone";
import { HandOver } from "./HandOver";
import { handed, undo } from "./lead";
import { called, firstTime, leadsByPhone, placeOf, standing, TIMES } from "./words";

export function Scene({ id }: { id: Id }) {
  const [handing, hand] = useState(false);
  const carried = shift.value;
  const call = view.call(id);
  if (!carried || !call) return <Gone />;
  const { me, team, words } = carried;
  // Times, lead and check-in stay with who is there, not with a clinician on the phone.
  const on = call.active && !call.times.clear && !call.tele?.mine;
  const { tele } = call;
  const afar = tele?.id && !tele.mine && !call.tele_over ? [{ id: tele.id, name: tele.name, profession: tele.profession }] : [];
  // The clinician on the phone hands back what was handed to them, to who is there.
  const back = leadsByPhone(call) && call.active && !call.times.clear;
  const others = (call.tele?.mine ? (call.tele.there ?? []) : [...(team?.members ?? []), ...afar]).filter(({ id }) => id !== call.lead?.id);
  const alone = me.role === "officer" && !team?.members.some((one) => one.profession !== "officer" && one.id !== me.id);
  // Who is there by phone reads that first; for who is there in person it stands where they asked.
  const afarNow = Boolean(tele?.mine);
  const byPhone = <ByPhone call={call} mayAsk={on && alone} mayEnd={on} />;
  const to = (page: "write" | "scene") => writeUp(call, page);
  const foot = (
    <>
      <a class={me.may.write ? "btn" : "btn wide"} href={`#/call/${id}`}>
        Card
      </a>
      {me.may.write && (
        <button class="btn go" type="button" onClick={() => to("write")}>
          Write it up
        </button>
      )}
    </>
  );
  return (
    <Screen title={placeOf(call)} small={standing(call)} back="/" foot={foot}>
      <div class="blk lead">
        <div>
          <span class="small mute">
            <Icon name="flag" /> Leads now
          </span>
          <b>{call.lead ? called(call.lead) : "Nobody yet"}</b>
          <span class="small ink2">{call.lead ? `since ${clock(call.lead.since)}` : "Set on arrival"}</span>
        </div>
        {(on || back) && others.length > 0 && (
          <button class="btn" type="button" onClick={() => hand(true)}>
            <Icon name="swap" />
            {back ? "Hand back" : call.lead ? "Hand over" : "Say who"}
          </button>
        )}
      </div>
      <div role="status">
        {handed.value?.call === id && (
          <button class="btn wide" type="button" onClick={undo}>
            <Icon name="undo" />
            Undo the hand-over
          </button>
        )}
      </div>
      {handing && <HandOver call={call} others={others} reasons={words.handoff_reasons} close={() => hand(false)} />}
      {afarNow && byPhone}
      <Times call={call} on={on} />
      <CheckIn call={on ? id : null} />
      {me.may.write && call.times.arrival && (
        <div class="split">
          <button class="btn" type="button" onClick={() => writeUp(call, "scene/cues")}>
            Cues seen
          </button>
          <button class="btn" type="button" onClick={() => to("scene")}>
            What happened
          </button>
        </div>
      )}
      {me.may.report && call.times.arrival && (
        <a class="btn wide" href={`#/call/${id}/report`}>
          <Icon name="shield" />
          Arrest, force, injuries
        </a>
      )}
      {!afarNow && byPhone}
      <p class="small">
        <a href={`#/call/${id}/police`}>See what police will read</a>
      </p>
    </Screen>
  );
}

/** Straight to the contact where there is one person to write about, else to "Who did you meet?". */
function writeUp(call: FoldedCall, page: "write" | "scene" | "scene/cues"): void {
  const person = call.people.length === 1 ? call.people[0]! : null;
  if (!person) return go(`/call/${call.id}/who`);
  const contact = begin(call.id, person);
  const begun = view.contact(contact);
  const writing = begun?.fields["contact_outcome"] ? "review" : "outcome";
  go(`/contact/${contact}/${page === "write" ? writing : page}`);
}

function Times({ call, on }: { call: FoldedCall; on: boolean }) {
  const rows = useRef<HTMLUListElement>(null);
  const stamp = (which: Which) => {
    void say("call.stamp", call.id, { which, at: new Date().toISOString() });
    // The button is gone with the tap; who goes by keys stays in its row.
    requestAnimationFrame(() => rows.current?.querySelector<HTMLElement>(`[data-time=${which}]`)?.focus());
  };
  return (
    <ul class="blk flush" aria-label="Five times" ref={rows}>
      {TIMES.map(([which, label, verb]) => {
        const at = call.times[which];
        const first = call.corrected[which];
        return (
          <li key={which} class={at ? "st d" : "st"} data-time={which} tabIndex={-1}>
            <span class="o" />
            <b>{label}</b>
            {at ? (
              <span>
                {first && <s class="was small">{firstTime(first)}</s>} {clock(at)}{" "}
                {verb && !call.tele?.mine && (
                  <a href={`#/call/${call.id}/fix/${which}`} aria-label={`Fix ${label.toLowerCase()}`}>
                    Fix
                  </a>
                )}
              </span>
            ) : verb && on ? (
              <button class="btn" type="button" onClick={() => stamp(which as Which)}>
                {verb}
              </button>
            ) : (
              <span class="mute">not yet</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
