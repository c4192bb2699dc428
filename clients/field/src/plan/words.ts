// What the person reads beside the team, in their language: plain, and usted in Spanish.
export type Language = "en" | "es";

export const LANGUAGES: readonly (readonly [Language, string])[] = [
  ["en", "English"],
  ["es", "Español"],
];

export const PLAN: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    title: "My safety plan",
    yours: "These are your words. We write them as you say them.",
    add: "Add a line",
    line: "Line",
    remove: "Take away",
    before: "What it said before",
    nothing: "Nothing was written here before.",
    now: "In danger right now: call 911. Call or text 988, any hour, free.",
    keep: "Done",
    full: "All lines of this part are used. Keep those that matter most.",
  },
  es: {
    title: "Mi plan de seguridad",
    yours: "Estas son sus palabras. Las escribimos como usted las dice.",
    add: "Agregar una línea",
    line: "Línea",
    remove: "Quitar",
    before: "Lo que decía antes",
    nothing: "Antes no había nada escrito aquí.",
    now: "Si está en peligro ahora: llame al 911. Llame o envíe un mensaje de texto al 988, a cualquier hora, gratis.",
    keep: "Listo",
    full: "Ya se usaron todas las líneas de esta parte. Quédese con las más importantes.",
  },
};

export type CardField = "helps" | "avoid" | "words" | "comes";

export const CARD_FIELDS: readonly CardField[] = ["helps", "avoid", "words", "comes"];

export const CARD: Readonly<Record<Language, Readonly<Record<CardField | "title" | "why" | "keep", string>> & { readonly hints: Readonly<Record<CardField, string>> }>> = {
  en: {
    title: "What helps when you come",
    why: "You decide what stands here. Whoever comes next, police too, reads it before the door, if you share it.",
    helps: "What helps",
    avoid: "What to avoid",
    words: "What else they should know",
    comes: "Who should come",
    keep: "Done",
    hints: {
      helps: "Like: call me Theo, sit down, talk about my dog.",
      avoid: "Like: loud voices, touching me.",
      words: "In your own words.",
      comes: "Like: the same team, my sister, no uniform.",
    },
  },
  es: {
    title: "Lo que ayuda cuando vienen",
    why: "Usted decide qué dice aquí. Quien venga la próxima vez, también la policía, lo lee antes de tocar a la puerta, si usted lo comparte.",
    helps: "Lo que ayuda",
    avoid: "Lo que hay que evitar",
    words: "Qué más deben saber",
    comes: "Quién debe venir",
    keep: "Listo",
    hints: {
      helps: "Por ejemplo: llámeme Teo, siéntese, hable de mi perro.",
      avoid: "Por ejemplo: voces fuertes, tocarme.",
      words: "Con sus propias palabras.",
      comes: "Por ejemplo: el mismo equipo, mi hermana, nadie con uniforme.",
    },
  },
};
