// What the team says to the person and the person reads, in their language: plain, and usted in Spanish. What the team
// alone reads stays as it is. The language holds for the contact once it was chosen.
import { signal } from "@preact/signals";
import type { Id } from "../contract";
import { given, offered } from "../screening/offer";
import { shift } from "../shift/signals";
import { text } from "./rules";
import { about, type About } from "./step";

export type Language = "en" | "es";

const chosen = signal<{ contact: Id; language: Language } | null>(null);

/** The language this contact is held in: as chosen, else as they were asked before, else as is known of the person. */
export function heardIn(found: About): Language {
  const now = chosen.value;
  if (now?.contact === found.contact.id) return now.language;
  const asked = offered(found.carried).flatMap((tool) => given(found.contact.fields, tool.id)?.language ?? []);
  const known = [...asked.slice(-1), text(found.person?.plan_fields ?? {}, "plan.language"), found.person?.about?.language ?? "", found.carried.language];
  const first = known.find((each) => each) ?? "en";
  return /^(es\b|spanish|español)/i.test(first) ? "es" : "en";
}

/** The same, of a contact by its id. */
export function languageOf(id: Id): Language {
  const found = shift.value && about(id);
  return found ? heardIn(found) : "en";
}

/** The way to the other language, said in that language. */
export function Other({ found }: { found: About }) {
  const other = heardIn(found) === "es" ? "en" : "es";
  return (
    <button class="linkish" type="button" lang={other} onClick={() => (chosen.value = { contact: found.contact.id, language: other })}>
      {other === "es" ? "Decirlo en español" : "Say it in English"}
    </button>
  );
}

export const ALOUD = {
  en: {
    before: "“0 is calm, 10 is the worst. Where were you when we came?”",
    after: "“And where are you right now?”",
    may: (place: string) => `May we tell ${place} about you, so that they can help?`,
    name: "Your first name and the first letter of your last name.",
    noName: "No name: we don't know it yet.",
    later: "If they say yes: your full name and your phone number.",
    laterIfKnown: "If they say yes: your name and your phone number, if we know them by then.",
    what: "What you need, when, and why, in one sentence.",
    us: "Our number, so that they can call us back.",
    get: "They will get",
    nothing: "Nothing else. Not our notes, and not your answers to our questions.",
    free: "You can say no. We help you all the same.",
    back: "Your yes holds for 90 days. You can take it back at any time: tell us, or call our office.",
    onward: "Once they have it, other rules may hold for it there, and they may be able to pass it on.",
    sign: "Sign here if you agree",
    box: "Signature box: the person signs here with a finger",
    keys: "With keys: arrows move the pen, Space puts it down or lifts it.",
    clear: "Clear and sign again",
  },
  es: {
    before: "«0 es calma y 10 es lo peor. ¿Cómo estaba usted cuando llegamos?»",
    after: "«¿Y cómo está usted ahora?»",
    may: (place: string) => `¿Nos permite hablarle de usted a ${place} para que le puedan ayudar?`,
    name: "Su nombre y la primera letra de su apellido.",
    noName: "Ningún nombre: todavía no lo sabemos.",
    later: "Si dicen que sí: su nombre completo y su número de teléfono.",
    laterIfKnown: "Si dicen que sí: su nombre y su número de teléfono, si ya los sabemos.",
    what: "Lo que usted necesita, cuándo y por qué, en una frase.",
    us: "Nuestro número, para que nos puedan llamar.",
    get: "Van a recibir",
    nothing: "Nada más. Ni nuestras notas ni lo que usted respondió a nuestras preguntas.",
    free: "Usted puede decir que no. Le ayudamos de todos modos.",
    back: "Su sí vale por 90 días. Puede quitarlo en cualquier momento: díganos o llame a nuestra oficina.",
    onward: "Cuando lo tengan, allí pueden valer otras reglas y quizás puedan compartirlo.",
    sign: "Firme aquí si está de acuerdo",
    box: "Cuadro para firmar: la persona firma aquí con el dedo",
    keys: "Con teclas: las flechas mueven el lápiz; la barra espaciadora lo baja o lo levanta.",
    clear: "Borrar y firmar de nuevo",
  },
} as const;
