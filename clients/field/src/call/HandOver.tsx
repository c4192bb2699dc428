// Two taps: "Hand over", then the reason. Who it is needs choosing only among several.
import { useState } from "preact/hooks";
import type { Member, Pair } from "../contract";
import type { FoldedCall } from "../shift/view";
import { Rows } from "../look/Choices";
import { Sheet } from "../look/Sheet";
import { handOver } from "./lead";
import { called } from "./words";

interface Props {
  call: FoldedCall;
  others: readonly Member[];
  reasons: readonly Pair[];
  close: () => void;
}

export function HandOver({ call, others, reasons, close }: Props) {
  const [chosen, choose] = useState(others.length === 1 ? others[0]!.id : "");
  const to = others.find(({ id }) => id === chosen);
  const because = (reason: string, onward: boolean) => {
    if (!to || !onward) return;
    // What was handed back is the team's: the clinician on the phone cannot take it again.
    handOver(call.id, to.id, reason, call.tele?.mine ? null : (call.lead?.id ?? null));
    close();
  };
  return (
    <Sheet title={to ? `${called(to)}, leads because` : "Who leads now?"} close={close}>
      {others.length > 1 && (
        <Rows
          legend="Who leads now"
          quiet
          options={others.map((one) => [one.id, called(one)])}
          value={chosen}
          pick={(id) => choose(id)}
        />
      )}
      {to && (
        <>
          <p class="sub">Tap a reason. It hands over at once and lands on the timeline.</p>
          <Rows legend="Reason" quiet options={reasons} value="" pick={because} />
        </>
      )}
      <button class="btn wide" type="button" onClick={close}>
        Keep the lead
      </button>
    </Sheet>
  );
}
