// News that stand above any screen until somebody acts: a new call, a new version, a full phone, a shift that was taken back.
import { Icon } from "../look/Icon";
import { counts, pieces } from "../queue/pieces";
import { storeAgain } from "../queue/say";
import { wiped } from "../shift/keep";
import { arrived } from "../shift/signals";
import { low } from "../store/room";
import { go } from "./go";
import { keepChoice } from "./lasting";
import { useNew, waitingVersion } from "./update";
import { words } from "./words";

export function News() {
  const full = counts.value.needs > 0 && pieces.value.some(({ state }) => state === "full");
  return (
    <div class="news">
      {wiped.value && (
        <Line tone="warn" text={words.wiped[wiped.value]} act={words.wiped.go} run={() => { wiped.value = null; keepChoice("wiped", ""); }} />
      )}
      {full && <Line tone="danger" text={words.full.text} act={words.full.again} run={() => void storeAgain()} />}
      {low.value && !full && <Line tone="warn" text={words.full.low} />}
      {arrived.value > 0 && <Line text={words.home.new} act={words.home.open} run={() => { arrived.value = 0; go("/"); }} />}
      {waitingVersion.value && <Line text={words.update.text} act={words.update.use} run={useNew} />}
    </div>
  );
}

function Line({ text, act, run, tone = "" }: { text: string; act?: string; run?: () => void; tone?: string }) {
  return (
    <div class={`note ${tone} new`} role={tone ? "alert" : "status"}>
      <p>
        {tone && <Icon name="warn" />} {text}
      </p>
      {act && (
        <button type="button" class="btn sm" onClick={run}>
          {act}
        </button>
      )}
    </div>
  );
}
