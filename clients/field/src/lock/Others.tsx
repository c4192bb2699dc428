// Work of somebody else that waits on this phone: how many, never whose, and a way to hand it over.
import { useEffect, useState } from "preact/hooks";
import { words } from "../app/words";
import { handOverOthers } from "../queue/left";
import { waitingOf } from "./waiting";

export function Others({ of }: { of: string }) {
  const [count, setCount] = useState(0);
  const [said, setSaid] = useState("");
  useEffect(() => void waitingOf(of).then(setCount), [of]);
  if (!count && !said) return null;
  const give = async () => {
    const taken = await handOverOthers(of);
    setSaid(taken === null ? words.lock.notHanded : words.lock.handed);
    setCount(await waitingOf(of));
  };
  return (
    <div class="note stack">
      {count > 0 && <p>{of ? words.lock.othersWait(count) : words.lock.someWait(count)}</p>}
      {said && <p role="status">{said}</p>}
      {count > 0 && (
        <button type="button" class="btn" onClick={() => void give()}>
          {words.lock.handOver}
        </button>
      )}
    </div>
  );
}
