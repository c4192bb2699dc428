// The first page: the call of now, what is still to write up, and whether this phone carries a shift at all.
import { useEffect } from "preact/hooks";
import { go } from "../app/go";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import { Calls } from "../call/Calls";
import { CheckIn } from "../safety/CheckIn";
import { arrived, carrying, shift } from "./signals";
import { take } from "./take";

export function Home() {
  useEffect(() => void (arrived.value = 0), []);
  return shift.value ? <Calls /> : <NoShift />;
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
