// The directory as it was when the shift was taken: fresh listings first, what is open first, then what is near the call
// in a straight line. It works without signal, and says how old it is.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { go } from "../app/go";
import { Step, type About } from "../contact/step";
import type { Id, Referred, Service, Shift } from "../contract";
import { Icon, Note, Pick as Choose, Tick, Write } from "../look/parts";
import { now } from "../look/now";
import { day, dayClock, zone } from "../look/shown";
import { pieces } from "../queue/pieces";
import { shift } from "../shift/signals";
import { take } from "../shift/take";
import { view } from "../shift/view";
import { ANY, farWords, listed, openWords, type Row, type Wanted } from "./listing";
import { Sent } from "./Sent";


const MOST = 40;
const MILES = ["2", "5", "10", "25"];

// What was asked of the list holds while one goes to a service and back; another contact starts anew.
const wanted = signal<{ contact: Id; asks: Wanted }>({ contact: "", asks: ANY });

export function PickService({ id }: { id: Id }) {
  useStanding(id);
  if (wanted.value.contact !== id) wanted.value = { contact: id, asks: ANY };
  const foot = ({ contact }: About) => (
    <button class="btn wide" type="button" onClick={() => go(`/contact/${id}/note`)}>
      {contact.referrals.length > 0 ? "To the note" : "Skip"}
    </button>
  );
  return (
    <Step id={id} title="Refer to" small={`Directory as of ${asOf()}`} back="next" foot={foot}>
      {(found) => <List id={id} found={found} />}
    </Step>
  );
}

const asOf = (): string => dayClock(shift.value?.directory.as_of);

function List({ id, found: { contact, carried, call } }: { id: Id; found: About }) {
  const { services } = carried.directory;
  const { asks } = wanted.value;
  const ask = (more: Partial<Wanted>) => (wanted.value = { contact: id, asks: { ...wanted.value.asks, ...more } });
  const rows = listed(services, asks, call, now.value, zone());
  const here = call !== null && call.lat_e6 !== null;
  const languages = [...new Set(services.flatMap((one) => one.languages))].sort();
  return (
    <>
      {contact.referrals.map((each) => (
        <Sent key={each.id ?? each.service + each.words} carried={carried} each={each} />
      ))}
      <div class="find">
        <Write label={`Search ${services.length} services`} type="search" value={asks.words} limit={80} live={(words) => ask({ words: words.trim() })} />
      </div>
      <div class="chips">
        <button type="button" class="chip" aria-pressed={asks.open} onClick={() => ask({ open: !asks.open })}>
          {asks.open && <Icon name="check" />}
          Open now
        </button>
      </div>
      <details class="fold">
        <summary>Need, language, distance</summary>
        <div class="stack2">
          <Choose
            label="Need"
            options={[["", "Any need"], ...carried.words.needs]}
            value={asks.need}
            set={(need) => ask({ need })}
          />
          <Choose
            label="Language"
            options={[["", "Any language"], ...languages.map((one): [string, string] => [one, one])]}
            value={asks.language}
            set={(language) => ask({ language })}
          />
          {here && (
            <Choose
              label="Distance from the call, in a straight line"
              options={[["", "Any distance"], ...MILES.map((one): [string, string] => [one, `Within ${one} miles`])]}
              value={asks.within === null ? "" : String(asks.within)}
              set={(far) => ask({ within: far ? Number(far) : null })}
            />
          )}
          {Object.keys(ANY).some((name) => asks[name as keyof Wanted] !== ANY[name as keyof Wanted]) && (
            <Tick label="Show all again" value={false} set={() => ask({ ...ANY, words: asks.words })} />
          )}
        </div>
      </details>
      {rows.length > 0 ? (
        <div class="rows" aria-label="Services">
          {rows.slice(0, MOST).map((row) => (
            <a key={row.service.id} href={`#/contact/${id}/refer/${row.service.id}`}>
              <span>
                <span class="b">{row.service.name}</span>
                <small>{rowWords(row)}</small>
              </span>
            </a>
          ))}
        </div>
      ) : (
        <Note>
          <p>No service fits. Search for less, or take away what you asked for.</p>
        </Note>
      )}
      {rows.length > MOST && (
        <p class="small ink2" role="status">
          {MOST} of {rows.length}. Search for more of the name.
        </p>
      )}
    </>
  );
}

/** "Lakeside Walk-in Crisis Center. Sent, no word yet": a referral of this contact, as far as this phone knows. */
export function referralWords(carried: Shift, each: Referred): string {
  const place = carried.directory.services.find(({ id }) => id === each.service)?.name ?? each.service;
  return `${place}. ${each.words}`;
}

/** Where a referral stands is the server's to say: the shift is taken again once the server has one it did not tell of. */
export function useStanding(id: Id): void {
  const told = shift.value?.taken_at ?? "";
  const fresh = pieces.value.some(
    ({ work, state, receipt }) =>
      work.verb === "contact.refer" && view.resolve(work.subject) === view.resolve(id) && state === "sent" && receipt !== null && receipt.received > told,
  );
  useEffect(() => {
    if (fresh) void take();
  }, [fresh, told]);
}

/** How old the listing is: the server's words, else from its date. */
export function checkedWords(service: Service): string {
  if (service.checked_words) return `${service.checked_words}.`;
  return service.verified_at ? `Checked ${day(service.verified_at)}.` : "Never checked.";
}

export function rowWords({ service, open, miles, old }: Row): string {
  const capacity = service.capacity_words
    ? `${service.capacity_words}${service.capacity_at ? `, said ${dayClock(service.capacity_at)}` : ""}.`
    : "";
  const checked = old ? `${checkedWords(service)} Call before you rely on it.` : "";
  return [openWords(open), service.by_appointment ? "By appointment." : "", farWords(miles), capacity, service.answers_in_words ? `${service.answers_in_words}.` : "", checked]
    .filter(Boolean)
    .join(" ")
    .replaceAll("..", ".");
}
