// A clinician by phone: an officer alone asks with one tap; whoever takes it is named, and reads the call as their own.
import { Icon } from "../look/Icon";
import { Fact, Note } from "../look/marks";
import { clock } from "../look/shown";
import { say } from "../queue/say";
import type { FoldedCall } from "../shift/view";
import { called, leadsByPhone } from "./words";

export function ByPhone({ call, mayAsk, mayEnd }: { call: FoldedCall; mayAsk: boolean; mayEnd: boolean }) {
  const tele = call.tele_over ? null : call.tele;
  const over = (words: string) => (
    <button class="btn plain" type="button" onClick={() => void say("call.tele_end", call.id, {})}>
      {words}
    </button>
  );
  const asked = tele?.asked_at ?? call.tele_asked;
  if (call.tele?.mine && call.tele_over) {
    return <Note live>You are off the phone. What you write stays yours to finish.</Note>;
  }
  if (tele?.mine) {
    return (
      <div class="blk stack">
        <Fact icon="phone" label="You are there by phone">
          {tele.phone ? (
            <a href={`tel:${tele.phone}`}>
              {call.unit}, {tele.phone}
            </a>
          ) : (
            `Reach ${call.unit} by radio: no number was given.`
          )}
        </Fact>
        <p class="small ink2">The times and the check-in stay with who is there. What you write is yours.</p>
        {leadsByPhone(call) ? <p class="small">You lead. Hand the lead back before you hang up.</p> : over("I am off the phone")}
      </div>
    );
  }
  if (tele?.taken_at && tele.id) {
    return (
      <div class="blk stack">
        <Fact icon="phone" label="By phone">
          {called({ id: tele.id, name: tele.name, profession: tele.profession })}
        </Fact>
        <p class="small ink2">On this call since {clock(tele.taken_at)}, until you are clear.</p>
        {mayEnd && over("Not needed any more")}
      </div>
    );
  }
  if (asked) {
    return (
      <Note tone="warn" live>
        <p class="b">Asked for a clinician by phone, {clock(asked)}</p>
        <p>{tele || call.tele_sent ? "Nobody took it yet: every clinician on shift sees it." : "It goes out with the next signal. Until then, use the radio."}</p>
        {mayEnd && over("Take the question back")}
      </Note>
    );
  }
  if (!mayAsk) return null;
  return (
    <button class="btn wide" type="button" onClick={() => void say("call.tele", call.id, {})}>
      <Icon name="phone" />
      Ask a clinician by phone
    </button>
  );
}
