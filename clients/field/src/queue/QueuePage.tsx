// The queue: what needs you, then what waits, then what is sent. The counts in its heading are true.
import { signInAddress } from "../app/api";
import { time } from "../app/clock";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import { Icon } from "../look/Icon";
import { storeAgain } from "./say";
import { counts, needsYou, pieces, settled, thing, type Piece } from "./pieces";
import { lastSent, reach, since } from "./reach";
import { line, name, titleOf, type Face, faceOf } from "./show";
import { wake } from "./wake";

export function QueuePage() {
  const { waiting, needs } = counts.value;
  const done = settled.value;
  const all = [...pieces.value].reverse();
  const live = (piece: Piece) => !done.has(piece.work.id);
  const need = all.filter((piece) => needsYou(piece) && live(piece));
  const sent = all.filter((piece) => piece.state === "sent");
  const rest = all.filter((piece) => !need.includes(piece) && !sent.includes(piece));
  const news = [
    reach.value === "signed-out" ? words.queue.signedOut : since.value ? words.queue.since(time(since.value)) : "",
    lastSent.value ? words.queue.lastSent(time(lastSent.value)) : "",
  ];
  const tryNow = () => {
    void storeAgain();
    wake(true);
  };
  return (
    <Screen
      quiet
      title={words.queue.title(waiting, needs)}
      small={news.filter(Boolean).join(" ")}
      back="/"
      foot={
        reach.value === "signed-out" ? (
          <a class="btn go" href={signInAddress}>
            {words.lock.signIn}
          </a>
        ) : (
          <button type="button" class="btn go" onClick={tryNow}>
            <Icon name="sync" />
            {words.queue.now}
          </button>
        )
      }
    >
      {all.length === 0 && <p class="sub">{words.queue.none}</p>}
      {need.length > 0 && <List list={need} tone="needs" />}
      {rest.length > 0 && <List list={rest} />}
      {sent.length > 0 && <List list={sent} />}
      <p class="small mute">{words.queue.foot}</p>
    </Screen>
  );
}

function List({ list, tone = "" }: { list: Piece[]; tone?: string }) {
  return (
    <ul class={`blk flush ${tone}`}>
      {together(list).map((some) => (
        <Row key={some[0]!.work.id} some={some} face={faceOf(some[0]!)} />
      ))}
    </ul>
  );
}

/** The pieces of one thing that stand alike are one line, as they come; what needs somebody stands by itself. Pure. */
export function together(list: readonly Piece[]): Piece[][] {
  const lines = new Map<string, Piece[]>();
  for (const piece of list) {
    const key = needsYou(piece) || piece.trouble ? piece.work.id : `${thing(piece)} ${piece.state}`;
    lines.set(key, [...(lines.get(key) ?? []), piece]);
  }
  return [...lines.values()];
}

function Row({ some, face }: { some: readonly Piece[]; face: Face }) {
  const piece = some[0]!;
  const to = piece.state === "conflict" ? `#/conflict/${piece.work.id}` : `#/queue/${piece.work.id}`;
  return (
    <li class="qi">
      <div class="l1">
        <b>
          {some.length > 1 ? titleOf(some) : <a href={to}>{titleOf(some)}</a>}
        </b>
        <span class={`chip ${face.tone}`}>
          <Icon name={face.icon} />
          {face.words}
        </span>
      </div>
      <p>{line(piece)}</p>
      {some.length > 1 && (
        <details class="fold">
          <summary>{words.queue.parts(some.length)}</summary>
          <ul class="bullets">
            {some.map((each) => (
              <li key={each.work.id}>
                <a class="tall-link" href={`#/queue/${each.work.id}`}>{words.queue.part(name(each), time(each.work.made_at))}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {face.act && (
        <a class="btn wide mt1" href={to}>
          {face.act}
        </a>
      )}
    </li>
  );
}
