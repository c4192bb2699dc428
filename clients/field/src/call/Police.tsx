// What police will read of this call: its facts, the same for every role. Nothing that was written about a person.
import { Screen } from "../app/screen";
import type { Id } from "../contract";
import { dayClock } from "../look/shown";
import { view } from "../shift/view";
import { Gone } from "./Gone";
import { called, TIMES } from "./words";

export function Police({ id }: { id: Id }) {
  const call = view.call(id);
  if (!call) return <Gone />;
  const facts = [
    ["Call", call.number],
    ["Place", [call.place, call.area].filter(Boolean).join(", ")],
    ["Response", call.response_words],
    ["Team", call.unit],
    ...TIMES.map(([which, label]) => [label, dayClock(call.times[which])]),
    ["Leads", call.lead ? `${called(call.lead)}, since ${dayClock(call.lead.since)}` : ""],
  ].filter(([, words]) => words);
  return (
    <Screen title="What police will read" small={call.place} back={`/call/${id}/scene`}>
      <p class="sub">Facts of the call, in dispatch's own record too. Not your note, not whether you met, not what was asked or answered.</p>
      <dl class="blk says">
        {facts.map(([label, words]) => (
          <div key={label}>
            <dt class="small mute">{label}</dt>
            <dd class="b">{words}</dd>
          </div>
        ))}
      </dl>
      <p class="small mute">An arrest, a citation or a transport by police is told by the officer, in the officer's own report.</p>
    </Screen>
  );
}
