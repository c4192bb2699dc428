// Two versions of one thing: both whole, with who and when. One field at a time; the choice becomes a piece of its own.
import { useState } from "preact/hooks";
import { announce } from "../app/announce";
import { time } from "../app/clock";
import { back } from "../app/go";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import type { Fields, Plain, Says, Verb } from "../contract";
import { find, settled, type Piece } from "./pieces";
import { say } from "./say";
import { fieldName, title } from "./show";
import { bothOf, valueWords } from "./values";

export function ConflictPage({ id }: { id: string }) {
  const piece = find(id);
  const [chosen, setChosen] = useState<Fields>({});
  const open = piece?.receipt?.conflicts.filter(({ field }) => !(field in chosen)) ?? [];
  const now = open[0];
  if (!piece || piece.state !== "conflict" || settled.value.has(id) || !now) {
    return (
      <Screen quiet title={words.conflict.gone} back="/queue">
        <p>{words.conflict.done}</p>
      </Screen>
    );
  }
  const { field, by, at } = now;
  const mine = (piece.work.say as { fields: Fields }).fields[field] ?? now.yours;
  const earlier = at && Date.parse(at) < Date.parse(piece.work.made_at);
  const both = earlier ? bothOf(field, now.stands, mine) : bothOf(field, mine, now.stands);
  const choose = (value: Plain) => {
    const all = { ...chosen, [field]: value };
    setChosen(all);
    if (open.length > 1) return;
    void answer(piece, all);
    announce(words.conflict.done);
    back("/queue");
  };
  const parts = Object.keys((piece.work.say as { fields: Fields }).fields).length;
  return (
    <Screen
      quiet
      key={field}
      title={words.conflict.title(fieldName(field).toLowerCase())}
      small={title(piece)}
      back="/queue"
      foot={
        <>
          {both !== null && (
            <button type="button" class="btn go whole" onClick={() => choose(both)}>
              {words.conflict.both}
            </button>
          )}
          <button type="button" class="btn half" onClick={() => choose(mine)}>
            {words.conflict.mine}
          </button>
          <button type="button" class="btn half" onClick={() => choose(now.stands)}>
            {words.conflict.theirsPick}
          </button>
        </>
      }
    >
      {parts > open.length && <p class="sub">{words.conflict.rest}</p>}
      <div class="ver sel">
        <span class="small b">{words.conflict.yours(time(piece.work.made_at))}</span>
        <p class="text">{valueWords(field, mine)}</p>
      </div>
      <div class="ver">
        <span class="small b">{words.conflict.theirs(by || words.conflict.somebody, at ? time(at) : "")}</span>
        <p class="text">{valueWords(field, now.stands)}</p>
      </div>
      <p class="small mute">{words.conflict.after}</p>
    </Screen>
  );
}

/** Says the choice over what stands at the server, and settles the conflict with it. */
export function answer(piece: Piece, chosen: Fields): Promise<Piece> {
  const was = Object.fromEntries((piece.receipt?.conflicts ?? []).map(({ field, stands }) => [field, stands]));
  const what = { ...piece.work.say, fields: chosen } as Says[Verb];
  return say(piece.work.verb, piece.work.subject, what, { settles: piece.work.id, was }) as Promise<Piece>;
}
