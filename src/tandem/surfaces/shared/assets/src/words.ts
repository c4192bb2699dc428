// Words that only the browser says, in the language of the page.
const words = {
  en: {
    live: "Live",
    updated: (age: string) => `, updated ${age} ago`,
    lost: (clock: string) => `Not live since ${clock}`,
    retry: (seconds: number) => `Trying again in ${seconds} s.`,
    retrying: "Trying again.",
    back: "Live again.",
    moved: (count: number) => `${count} moved`,
    left: (time: string) => `${time} left`,
    over: (time: string) => `${time} late`,
    min: "min",
    h: "h",
    days: (count: number) => (count === 1 ? "day" : "days"),
    next: "next, previous",
    help: "all keys",
  },
  es: {
    live: "En vivo",
    updated: (age: string) => `, actualizado hace ${age}`,
    lost: (clock: string) => `Sin conexión desde las ${clock}`,
    retry: (seconds: number) => `Se intenta de nuevo en ${seconds} s.`,
    retrying: "Se intenta de nuevo.",
    back: "En vivo otra vez.",
    moved: (count: number) => `${count} cambiaron de lugar`,
    left: (time: string) => `quedan ${time}`,
    over: (time: string) => `${time} tarde`,
    min: "min",
    h: "h",
    days: (count: number) => (count === 1 ? "día" : "días"),
    next: "siguiente, anterior",
    help: "todas las teclas",
  },
};

export const say = document.documentElement.lang.startsWith("es") ? words.es : words.en;
