// The arrival card: twenty seconds to read, before the door. What changed, what helps, what to watch for, where to stand.
// Published cautions and the card the person shared, each with its source and its end; the same for every role, so that
// it gives no clinical hint.
import { useEffect } from "preact/hooks";
import { go } from "../app/go";
import { Screen } from "../app/screen";
import type { CarriedPerson, Caution, Changed, Id, Pathway } from "../contract";
import { Icon } from "../look/Icon";
import { Fact } from "../look/marks";
import { age, day } from "../look/shown";
import { say } from "../queue/say";
import { arrived } from "../shift/signals";
import { view, type FoldedCall } from "../shift/view";
import { Gone } from "./Gone";
import { placeOf, standing } from "./words";

const MOST_CHANGES = 3;

export function Card({ id }: { id: Id }) {
  const call = view.call(id);
  // Whoever reads the card has seen the news of it.
  useEffect(() => void (arrived.value = 0), [id]);
  if (!call) return <Gone />;
  const people = call.people.flatMap((person) => view.person(person) ?? []);
  const here = call.times.arrival || !call.active || call.tele?.mine;
  const arrive = () => {
    void say("call.stamp", id, { which: "arrival", at: new Date().toISOString() });
    go(`/call/${id}/scene`);
  };
  const foot = (
    <>
      {call.contact_phone && (
        <a class="btn" href={`tel:${call.contact_phone}`} aria-label={`Call back ${call.contact_phone}`}>
          <Icon name="phone" />
          Caller
        </a>
      )}
      {here ? (
        <a class="btn go" href={`#/call/${id}/scene`}>
          Scene
        </a>
      ) : (
        <button class="btn go" type="button" onClick={arrive}>
          Arrived
        </button>
      )}
    </>
  );
  const stand = whereToStand(call);
  return (
    <Screen title={placeOf(call)} small={standing(call)} back="/" foot={foot}>
      {call.changed.slice(0, MOST_CHANGES).map((change) => (
        <Change key={`${change.label} ${change.at}`} change={change} />
      ))}
      {people.map((person) => (
        <OnPerson key={person.id} person={person} />
      ))}
      {people.length === 0 && (
        <div class="blk">
          <Fact icon="user" label="Who">
            Not known yet
          </Fact>
        </div>
      )}
      {stand.length > 0 && (
        <div class="blk">
          {stand.map(([icon, label, words]) => (
            <Fact key={label} icon={icon!} label={label!}>
              {words}
            </Fact>
          ))}
        </div>
      )}
      {call.pathways.map((path) => (
        <OnPath key={typeof path === "string" ? path : path.name} path={path} />
      ))}
      {(call.known.length > 0 || call.open_words) && (
        <div class="blk">
          <p class="small mute b">What is known</p>
          <ul class="plain">
            {call.known.map((fact) => (
              <li key={fact.label}>
                {fact.danger ? (
                  <b>
                    <Icon name="warn" /> {fact.label}: {fact.words}
                  </b>
                ) : (
                  `${fact.label}: ${fact.words}`
                )}
              </li>
            ))}
          </ul>
          {call.open_words && <p class="small ink2 mt1">{call.open_words}</p>}
        </div>
      )}
      {call.told && (
        <div class="blk">
          <p class="small mute b">{call.told_by ? `Told by: ${call.told_by}` : "What the caller said"}</p>
          <p class="own">{call.told}</p>
        </div>
      )}
    </Screen>
  );
}

/** Response, staging, attire, exits, each once, in the order in which one needs them. */
function whereToStand(call: FoldedCall): [icon: string, label: string, words: string][] {
  const advised = call.advice ?? [];
  const exits = Array.isArray(call.exits) ? call.exits.join(". ") : call.exits;
  const said: [string, string, string][] = [
    ["people", "Response", call.response_by ? `${call.response_words}, chosen by ${call.response_by}` : call.response_words],
    ...(advised.length > 0
      ? advised.map((each): [string, string, string] => [each.icon, each.label, each.text])
      : ([
          ["pin", "Staging", call.staging],
          ["shirt", "Attire and car", call.attire],
        ] as [string, string, string][])),
    ["door", "Exits", exits],
  ];
  return said.filter(([, , words]) => words);
}

function OnPath({ path }: { path: Pathway | string }) {
  if (typeof path === "string") return <div class="blk">{path}</div>;
  const look = [path.needs, path.look_for].filter(Boolean).join(". ");
  return (
    <div class="blk">
      <p class="small mute b">{path.name}</p>
      <ul class="bullets">
        {path.team.map((words) => (
          <li key={words}>{words}</li>
        ))}
        {look && <li>Services to look for: {look}</li>}
      </ul>
    </div>
  );
}

function Change({ change }: { change: Changed }) {
  return (
    <div class="note warn">
      <p class="delta">
        {change.label}: <s class="was">{change.was || "unknown"}</s> <Icon name="arrow" />
        <span class="sr"> now </span> <span class="now">{change.now}</span>
      </p>
      <p class="small ink2">
        {age(change.at) === "just now" ? "Just now" : `${age(change.at)} ago`}
        {change.by ? `, from ${change.by}` : ""}
      </p>
    </div>
  );
}

/** What the person shared for this, and what others may know to be careful of. */
function OnPerson({ person }: { person: CarriedPerson }) {
  const shared = person.card;
  const of = (name: string): string => spoken(shared?.[name] ?? shared?.[`card.${name}`]);
  const [helps, avoid, words, comes] = [of("helps"), of("avoid"), of("words"), of("comes")];
  return (
    <>
      <div class="blk">
        <Fact icon="user" label="Who">
          {[person.name || "Name not known", person.about?.age ?? ""].filter((each) => each !== "").join(", ")}
        </Fact>
        {aboutWords(person) && <p class="small ink2 mt1">{aboutWords(person)}</p>}
        {shared && (
          <>
            {helps && (
              <Fact icon="check" label="What helps" tone="ok">
                {helps}
              </Fact>
            )}
            {avoid && (
              <Fact icon="no" label="Avoid" tone="avoid">
                {avoid}
              </Fact>
            )}
            {words && (
              <Fact icon="heart" label="In their words">
                {words}
              </Fact>
            )}
            {comes && (
              <Fact icon="people" label="Who should come">
                {comes}
              </Fact>
            )}
            <p class="src">
              Their own card{shared.given_at ? `, given ${day(shared.given_at)}` : ""}.
              {shared.shared_until ? ` Shared until ${day(shared.shared_until)}.` : ""}
            </p>
          </>
        )}
      </div>
      {person.wish && !shared && <Wished wish={person.wish} />}
      {person.cautions.map((caution) => (
        <Careful key={caution.words} caution={caution} />
      ))}
    </>
  );
}

/** What is known of the person beside the name, in one line: looks, how to say the name, pronouns, language. */
function aboutWords({ name, about }: CarriedPerson): string {
  if (!about) return "";
  const looks = about.appearance && about.appearance !== name ? `${about.appearance}.` : "";
  const says = about.says_name ? `Say: ${about.says_name}.` : "";
  const pronouns = about.pronouns ? `${about.pronouns}.` : "";
  return [looks, says, pronouns, about.language ? `Speaks ${about.language}.` : ""].filter(Boolean).join(" ");
}

function Wished({ wish }: { wish: NonNullable<CarriedPerson["wish"]> }) {
  const comes = [wish.who.join(", "), wish.language ? `in ${wish.language}` : ""].filter(Boolean).join(", ");
  return (
    <div class="blk">
      {wish.helps && (
        <Fact icon="check" label="What helps" tone="ok">
          {wish.helps}
        </Fact>
      )}
      {comes && (
        <Fact icon="people" label="Who should come">
          {comes}
        </Fact>
      )}
      {wish.words && (
        <Fact icon="heart" label="In their words">
          {wish.words}
        </Fact>
      )}
      <p class="src">Their own wish{wish.given_at ? `, told ${day(wish.given_at)}` : ""}.</p>
    </div>
  );
}

function Careful({ caution }: { caution: Caution }) {
  const source = [caution.by, caution.source].filter(Boolean).join(", ");
  const from = `From ${source || "a source nobody named"}. ${caution.expires ? `Expires ${day(caution.expires)}.` : "Expiry unknown."}`;
  return (
    <>
      <div class="caution">
        <p>
          <Icon name="warn" /> <span class="sr">Caution: </span>
          {caution.words}
        </p>
        <p class="src">{from}</p>
      </div>
      {(caution.helps || caution.avoid) && (
        <div class="blk">
          {caution.helps && (
            <Fact icon="check" label="What helps" tone="ok">
              {caution.helps}
            </Fact>
          )}
          {caution.avoid && (
            <Fact icon="no" label="Avoid" tone="avoid">
              {caution.avoid}
            </Fact>
          )}
          <p class="src">{from}</p>
        </div>
      )}
    </>
  );
}

function spoken(value: unknown): string {
  return Array.isArray(value) ? value.filter(Boolean).join(". ") : typeof value === "string" ? value : "";
}
