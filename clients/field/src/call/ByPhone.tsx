// A clinician by phone: an officer alone asks with one tap; whoever takes it is named, and reads the call as their own.
import { Icon } from "../look/Icon";
import { Fact, Note } from "../look/marks";
import { clock } from "../look/shown";
import { say } from "../queue/say";
import type { FoldedCall } from "../shift/view";
import { called } from "./words";

export function ByPhone({ call, mayAsk }: { call: FoldedCall; mayAsk: boolean }) {
  const { tele } = call;
  const asked = tele?.asked_at ?? call.tele_asked;
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
      </div>
    );
  }
  if (asked) {
    return (
      <Note tone="warn" live>
        <p class="b">Asked for a clinician by phone, {clock(asked)}</p>
        <p>{tele ? "Nobody took it yet: every clinician on shift sees it." : "It goes out with the next signal. Until then, use the radio."}</p>
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
