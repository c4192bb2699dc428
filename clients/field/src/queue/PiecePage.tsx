// One piece of work: its state, what it says in full, and, while nobody else can have it, a way to change its words.
import { useState } from "preact/hooks";
import { announce } from "../app/announce";
import { back } from "../app/go";
import { Screen } from "../app/screen";
import { words } from "../app/words";
import type { Fields, Says, Verb } from "../contract";
import { Icon } from "../look/Icon";
import { view } from "../shift/view";
import { find, type Piece } from "./pieces";
import { amend, say } from "./say";
import { faceOf, line, title } from "./show";
import { isText, rowsOf, valueWords } from "./values";
import { wake } from "./wake";

export function PiecePage({ id }: { id: string }) {
  const piece = find(id);
  const [typed, setTyped] = useState<Record<string, string>>({});
  if (!piece) {
    return (
      <Screen title={words.notHere} back="/queue">
        <p>{words.notHereMore}</p>
      </Screen>
    );
  }
  const face = faceOf(piece);
  const rows = rowsOf(piece.work.say);
  const may = editable(piece) && rows.some(([field, , value]) => isText(field) && typeof value === "string");
  const problems = new Map(piece.receipt?.problems.map(({ field, sentence }) => [field, sentence]));
  const save = async (event: Event) => {
    event.preventDefault();
    if (Object.keys(typed).length) await change(piece, typed);
    back("/queue");
  };
  const place = placeOf(piece);
  return (
    <Screen
      quiet
      title={title(piece)}
      back="/queue"
      foot={
        <>
          {piece.state === "waiting" && (
            <button type="button" class="btn" onClick={() => wake(true)}>
              {words.queue.retry}
            </button>
          )}
          {may && (
            <button type="submit" form="piece" class="btn go">
              {words.queue.save}
            </button>
          )}
        </>
      }
    >
      <p>
        <span class={`chip ${face.tone}`}>
          <Icon name={face.icon} />
          {face.words}
        </span>
      </p>
      <p role="status">{line(piece)}</p>
      {rows.length > 0 && <h2>{words.queue.says}</h2>}
      <form id="piece" class="blk stack" hidden={rows.length === 0} onSubmit={(event) => void save(event)}>
        {rows.map(([field, label, value]) => (
          <div key={field} class={`fld ${problems.has(field) ? "bad" : ""}`}>
            {may && isText(field) && typeof value === "string" ? (
              <>
                <label for={`f-${field}`}>{label}</label>
                {problems.has(field) && <p class="err">{problems.get(field)}</p>}
                <textarea
                  id={`f-${field}`}
                  class="in"
                  rows={field.startsWith("note") ? 12 : 3}
                  value={typed[field] ?? value}
                  onInput={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
                />
              </>
            ) : (
              <>
                <p class="small mute">{label}</p>
                <p class="text">{valueWords(field, value)}</p>
              </>
            )}
          </div>
        ))}
      </form>
      {place && (
        <a class="btn" href={place}>
          {words.queue.writeAgain}
        </a>
      )}
      {!may && piece.state === "waiting" && piece.tried && <p class="small mute">{words.queue.cannotEdit}</p>}
    </Screen>
  );
}

/** Words may change while the piece has not left this phone, and after the server said no to it. */
export const editable = (piece: Piece): boolean =>
  piece.state === "refused" || piece.state === "full" || (piece.state === "waiting" && !piece.tried);

/** Changes the words: under the same id while it never left, else as a new piece that settles the refused one. */
export async function change(piece: Piece, typed: Record<string, string>): Promise<void> {
  const { verb, subject, say: said, id, was } = piece.work;
  const what = ("fields" in said ? { ...said, fields: { ...(said.fields as Fields), ...typed } } : { ...said, ...typed }) as Says[Verb];
  if (piece.state !== "refused" && (await amend(id, what))) {
    announce(words.queue.kept);
    return;
  }
  const refused = find(id)?.state === "refused";
  await say(verb, subject, what, refused ? { settles: id, was } : {});
  announce(refused ? words.queue.kept : words.queue.tooLate);
}

function placeOf({ work }: Piece): string | null {
  if (view.contact(work.subject)) return `#/contact/${work.subject}/${work.verb === "photo.add" ? "photo" : "review"}`;
  return view.call(work.subject) ? `#/call/${work.subject}` : null;
}
