// The first page: the call of now, what is still to write up, and whether this phone carries a shift at all.
import { time } from "../app/clock";
import { go } from "../app/go";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import { Icon } from "../look/Icon";
import { CheckIn } from "../safety/CheckIn";
import { carrying, shift } from "./signals";
import { take } from "./take";
import { view, type FoldedCall } from "./view";

export function Home() {
  const carried = shift.value;
  if (!carried) return <NoShift />;
  const all = view.calls();
  const open = all.filter((call) => call.active && !call.times.clear);
  const rest = all.filter((call) => !open.includes(call));
  return (
    <Screen title={words.home.title} small={carried.team?.unit}>
      {open.length === 0 && (
        <div class="note">
          <p class="b">{words.home.none}</p>
          <p>{words.home.noneMore}</p>
        </div>
      )}
      {open.length > 0 && <Calls list={open} />}
      <CheckIn call={open[0]?.id ?? null} />
      {rest.length > 0 && (
        <>
          <h2>{words.home.cleared}</h2>
          <Calls list={rest} />
        </>
      )}
      <p class="small mute">{words.home.until(time(carried.until))}</p>
    </Screen>
  );
}

function Calls({ list }: { list: FoldedCall[] }) {
  return (
    <div class="rows">
      {list.map((call) => (
        <a key={call.id} href={`#/call/${call.id}`}>
          <Icon name="pin" />
          <span>
            <b>{call.place}</b>
            <small>
              {call.number}
              {call.times.dispatch && `, ${time(call.times.dispatch)}`}
            </small>
          </span>
        </a>
      ))}
    </div>
  );
}

function NoShift() {
  const gone = carrying.value === "gone";
  const taking = carrying.value === "taking";
  return (
    <Screen
      title={words.home.title}
      foot={
        <>
          <button type="button" class="btn" onClick={() => go("/queue")}>
            {words.menu.queue}
          </button>
          <button type="button" class="btn go" disabled={taking} onClick={() => void take()}>
            {words.home.take}
          </button>
        </>
      }
    >
      <div class="note" role="status">
        {taking ? words.home.taking : gone ? words.home.gone : words.home.offline}
      </div>
      <CheckIn call={null} />
    </Screen>
  );
}
