// The queue: what needs you, then what waits, then what is sent. The counts in its heading are true.
import { signInAddress } from "../app/api";
import { time } from "../app/clock";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import { Icon } from "../look/Icon";
import { storeAgain } from "./say";
import { counts, needsYou, pieces, settled, type Piece } from "./pieces";
import { lastSent, reach, since } from "./reach";
import { line, title, type Face, faceOf } from "./show";
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
      {list.map((piece) => (
        <Row key={piece.work.id} piece={piece} face={faceOf(piece)} />
      ))}
    </ul>
  );
}

function Row({ piece, face }: { piece: Piece; face: Face }) {
  const to = piece.state === "conflict" ? `#/conflict/${piece.work.id}` : `#/queue/${piece.work.id}`;
  return (
    <li class="qi">
      <div class="l1">
        <b>
          <a href={to}>{title(piece)}</a>
        </b>
        <span class={`chip ${face.tone}`}>
          <Icon name={face.icon} />
          {face.words}
        </span>
      </div>
      <p>{line(piece)}</p>
      {face.act && (
        <a class="btn wide mt1" href={to}>
          {face.act}
        </a>
      )}
    </li>
  );
}
