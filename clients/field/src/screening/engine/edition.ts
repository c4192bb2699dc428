// One edition of one screening tool, as the server carries it: a FHIR R4 Questionnaire, the same subset the server reads.
// The server has checked it whole; what is read here is only what asking and scoring need. A kind, a comparison or a
// rule this reader does not know is refused all the same: a form that passed over a word would ask the wrong question.

export const UNANSWERED = ["unknown", "not_asked", "declined"] as const;
export type Unanswered = (typeof UNANSWERED)[number];
export type Answer = string | number;
export type Answers = Readonly<Record<string, Answer>>;
export type Kind = "choice" | "boolean" | "integer";
export type Operator = "=" | ">" | "<" | ">=" | "<=";

/** Words in the edition's own language, and translations by language. */
export interface Text {
  readonly own: string;
  readonly translations: Readonly<Record<string, string>>;
}

/** One answer on offer. `weight` counts toward a total; null where the tool gives no points. */
export interface Option {
  readonly code: string;
  readonly label: Text;
  readonly weight: number | null;
}

/** One condition for asking a question. `answer` may be "declined": some tools go on asking after a no to answering. */
export interface Gate {
  readonly question: string;
  readonly operator: Operator;
  readonly answer: Answer;
}

/** One question. `number` is what people call it ("6" for 6 and 6a). `least` and `most` bound an integer. */
export interface Item {
  readonly linkId: string;
  readonly prefix: string;
  readonly number: string;
  readonly text: Text;
  readonly kind: Kind;
  readonly options: readonly Option[];
  readonly required: boolean;
  readonly gates: readonly Gate[];
  readonly everyGate: boolean;
  readonly least: number | null;
  readonly most: number | null;
  readonly help: Text | null;
  readonly period: Text | null;
}

/** An answer that names a concern. `words` completes "Yes to question 5: …". */
export interface Finding {
  readonly item: string;
  readonly answer: string;
  readonly words: string;
}

export interface Task {
  readonly code: string;
  readonly label: string;
  readonly detail: string;
}

/** One level of concern, reached by any finding or by a total. The last one, the floor, has neither. */
export interface Tier {
  readonly code: string;
  readonly label: string;
  readonly advice: string;
  readonly findings: readonly Finding[];
  readonly totalAtLeast: number | null;
  readonly tasks: readonly Task[];
}

/** Tasks that one answer asks for by itself, whatever the total. */
export interface Prompt {
  readonly advice: string;
  readonly findings: readonly Finding[];
  readonly tasks: readonly Task[];
}

export interface Instrument {
  readonly id: string;
  readonly edition: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly category: string;
  readonly licence: string;
  readonly language: string;
  readonly items: readonly Item[];
  readonly tiers: readonly Tier[];
  readonly prompts: readonly Prompt[];
  /** Whether a translation was checked by somebody, by language. */
  readonly reviewed: Readonly<Record<string, boolean>>;
}

/** An edition this phone can't ask. The message names the place and what is wrong. */
export class BadEdition extends Error {}

type Json = Record<string, unknown>;

const URN = "urn:tandem:questionnaire:";
const FHIR = "http://hl7.org/fhir/StructureDefinition/";
const OPERATORS: readonly string[] = ["=", ">", "<", ">=", "<="];
const YES_NO: readonly Option[] = [
  { code: "no", label: { own: "No", translations: {} }, weight: null },
  { code: "yes", label: { own: "Yes", translations: { es: "Sí" } }, weight: null },
];

/** The words in `language` ("es", "es-US"), or the edition's own words where there is no translation. */
export function spoken(text: Text, language: string): string {
  return text.translations[language] ?? text.translations[language.split("-")[0]!] ?? text.own;
}

/** The tool in a parsed FHIR Questionnaire. Throws BadEdition. */
export function read(document: unknown): Instrument {
  const top = object(document, "edition");
  if (top["resourceType"] !== "Questionnaire") throw new BadEdition("edition: should be a Questionnaire");
  const items = rows(top, "item").map(item);
  if (items.length === 0) throw new BadEdition("edition: asks nothing");
  const title = string(top, "title", "edition");
  return {
    id: string(top, "id", "edition"),
    edition: string(top, "version", "edition"),
    title,
    shortTitle: (extension(top, `${URN}short-title`)?.["valueString"] as string | undefined) ?? title,
    category: (extension(top, `${URN}category`)?.["valueCode"] as string | undefined) ?? "",
    licence: string(top, "copyright", "edition"),
    language: string(top, "language", "edition"),
    items,
    tiers: extensions(top, `${URN}tier`).map(tier),
    prompts: extensions(top, `${URN}prompt`).map(prompt),
    reviewed: Object.fromEntries(
      extensions(top, `${URN}translation-status`).map((row) => [
        extension(row, "lang")?.["valueCode"] as string,
        extension(row, "reviewed")?.["valueBoolean"] === true,
      ]),
    ),
  };
}

function item(found: Json): Item {
  const linkId = string(found, "linkId", "item");
  const where = `item ${linkId}`;
  const kind = string(found, "type", where);
  if (kind !== "choice" && kind !== "boolean" && kind !== "integer") {
    throw new BadEdition(`${where}: unknown type '${kind}'`);
  }
  const prefix = (found["prefix"] as string | undefined) ?? linkId;
  const gates = rows(found, "enableWhen").map((row) => gate(row, where));
  const period = extension(found, `${URN}period`);
  const help = extension(found, `${URN}help`);
  return {
    linkId,
    prefix,
    // "6a" is a part of question 6: people count questions, not rows.
    number: prefix.replace(/^(\d+)[a-z]$/, "$1"),
    text: words(found, "text", where),
    kind,
    options: kind === "choice" ? rows(found, "answerOption").map(option) : kind === "boolean" ? YES_NO : [],
    required: found["required"] === true,
    gates,
    everyGate: gates.length < 2 || found["enableBehavior"] === "all",
    least: (extension(found, `${FHIR}minValue`)?.["valueInteger"] as number | undefined) ?? null,
    most: (extension(found, `${FHIR}maxValue`)?.["valueInteger"] as number | undefined) ?? null,
    help: help ? words(help, "valueString", where) : null,
    period: period ? words(period, "valueString", where) : null,
  };
}

function option(row: Json): Option {
  const coding = object(row["valueCoding"], "answerOption");
  const weights = [row, coding].flatMap((each) => [
    ...extensions(each, `${FHIR}itemWeight`),
    ...extensions(each, `${FHIR}ordinalValue`),
  ]);
  const weight = weights[0]?.["valueDecimal"];
  return {
    code: string(coding, "code", "answerOption"),
    label: words(coding, "display", "answerOption"),
    weight: typeof weight === "number" ? weight : null,
  };
}

function gate(row: Json, where: string): Gate {
  const operator = string(row, "operator", where);
  if (!OPERATORS.includes(operator)) throw new BadEdition(`${where}: unknown comparison '${operator}'`);
  const question = string(row, "question", where);
  const bool = row["answerBoolean"];
  const coding = row["answerCoding"] as Json | undefined;
  const answer = typeof bool === "boolean" ? (bool ? "yes" : "no") : (coding?.["code"] ?? row["answerInteger"]);
  if (typeof answer !== "string" && typeof answer !== "number") {
    throw new BadEdition(`${where}: enableWhen has no answer`);
  }
  return { question, operator: operator as Operator, answer };
}

function tier(row: Json): Tier {
  const total = extension(row, "total-at-least")?.["valueInteger"];
  return {
    code: extension(row, "code")?.["valueCode"] as string,
    label: part(row, "label"),
    advice: part(row, "advice"),
    findings: extensions(row, "when").map(finding),
    totalAtLeast: typeof total === "number" ? total : null,
    tasks: extensions(row, "task").map(task),
  };
}

function prompt(row: Json): Prompt {
  return {
    advice: part(row, "advice"),
    findings: extensions(row, "when").map(finding),
    tasks: extensions(row, "task").map(task),
  };
}

function finding(row: Json): Finding {
  return { item: part(row, "item"), answer: part(row, "answer"), words: part(row, "words") };
}

function task(row: Json): Task {
  return { code: part(row, "code"), label: part(row, "label"), detail: part(row, "detail") };
}

function part(row: Json, name: string): string {
  return (extension(row, name)?.["valueString"] as string | undefined) ?? "";
}

function words(element: Json, name: string, where: string): Text {
  const beside = (element[`_${name}`] as Json | undefined) ?? {};
  const translations = extensions(beside, `${FHIR}translation`).map((row) => [
    extension(row, "lang")?.["valueCode"] as string,
    part(row, "content"),
  ]);
  return { own: string(element, name, where), translations: Object.fromEntries(translations) };
}

function extensions(element: Json, url: string): Json[] {
  return rows(element, "extension").filter((row) => row["url"] === url);
}

function extension(element: Json, url: string): Json | undefined {
  return extensions(element, url)[0];
}

function rows(element: Json, name: string): Json[] {
  return Array.isArray(element[name]) ? (element[name] as Json[]) : [];
}

function object(value: unknown, where: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new BadEdition(`${where}: should be an object`);
  }
  return value as Json;
}

function string(element: Json, name: string, where: string): string {
  const value = element[name];
  if (typeof value !== "string" || value === "") throw new BadEdition(`${where}: '${name}' is missing`);
  return value;
}
