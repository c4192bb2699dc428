// My call: the call the team is on, what is not closed yet, and where to go from here.
import { Screen } from "../app/screen";
import { Icon } from "../look/Icon";
import { clock, dayClock } from "../look/shown";
import { CheckIn } from "../safety/CheckIn";
import { shift } from "../shift/signals";
import { view } from "../shift/view";
import { Asks } from "./Asks";
import { placeOf, standing } from "./words";

export function Calls() {
  const carried = shift.value;
  if (!carried) return null;
  const calls = view.calls();
  const active = calls.filter((call) => call.active && !call.times.clear);
  const done = calls.filter((call) => !active.includes(call));
  const unfinished = view.contacts().filter((contact) => !contact.closed_at);
  const where = new Map(calls.map((call) => [call.id, placeOf(call)]));
  const { me, team } = carried;
  return (
    <Screen title="My call" small={team ? team.unit : "Not on shift"}>
      <Asks />
      {active.length > 0 ? (
        <div class="rows">
          {active.map((call) => (
            <a key={call.id} href={`#/call/${call.id}${call.times.arrival ? "/scene" : ""}`}>
              <Icon name="pin" />
              <span>
                <span class="b">{placeOf(call)}</span>
                <small>{standing(call)}</small>
              </span>
            </a>
          ))}
        </div>
      ) : (
        <div class="blk stack">
          <h2>No call now</h2>
          <p class="ink2">
            {team ? `When ${team.unit} is sent somewhere, the call is here.` : "Sign on for a shift, and calls can be sent to you."}
          </p>
        </div>
      )}
      <CheckIn call={active[0]?.id ?? null} />
      {unfinished.length > 0 && (
        <>
          <h2 class="bt">Not closed yet</h2>
          <div class="rows">
            {unfinished.map((contact) => (
              <a key={contact.id} href={`#/contact/${contact.id}/review`}>
                <Icon name="edit" />
                <span>
                  {view.person(contact.person)?.name || "Name not known"}
                  <small>{where.get(contact.assignment ?? "") ?? "A contact without a call"}</small>
                </span>
              </a>
            ))}
          </div>
        </>
      )}
      {done.length > 0 && (
        <>
          <h2 class="bt">Earlier on this shift</h2>
          <div class="rows">
            {done.map((call) => (
              <a key={call.id} href={`#/call/${call.id}/scene`}>
                <Icon name="check" />
                <span>
                  {placeOf(call)}
                  <small>{call.times.clear ? `Clear ${dayClock(call.times.clear)}` : "Released from this call"}</small>
                </span>
              </a>
            ))}
          </div>
        </>
      )}
      {me.may.write && (
        <div class="rows">
          <a href="#/new">
            <Icon name="people" />
            <span>
              Write up a contact without a call
              <small>Somebody came up to you, or you went by</small>
            </span>
          </a>
        </div>
      )}
      <p class="small mute">This phone carries your calls until {clock(carried.until)}, then it lets them go.</p>
    </Screen>
  );
}
