// What a photo shows, chosen by a tap: nobody types about a person here, and no name of a file travels. Pure.
import type { Choice } from "../look/parts";

export const KINDS = ["Discharge sheet", "Medication list", "Scene", "Other"] as const;
export const YES_NO: Choice[] = [
  ["no", "No"],
  ["yes", "Yes"],
];

/** Whether a photo of this kind may show a paper: then it is asked whose paper it is. */
export const mayBePaper = (kind: string): boolean => kind !== "" && kind !== "Scene";

export const choices: Choice[] = KINDS.map((kind) => [kind, kind]);

/** "Photo of discharge sheet", as the queue calls it. */
export function photoTitle(name: string): string {
  if (!name || name === "Other") return "Photo";
  return name === "Scene" ? "Photo of the scene" : `Photo of ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** "2: Discharge sheet, Scene"; "" for none. */
export function inShort(photos: readonly { name: string }[]): string {
  const names = [...new Set(photos.map(({ name }) => name))].join(", ");
  return photos.length > 1 ? `${photos.length}: ${names}` : names;
}

export const problems = {
  unread: "This phone can't read that picture. Take it again.",
  kind: "Say what the photo shows.",
  program: "Say whether the paper is from a treatment program.",
  full: "This phone is full, so the photo is not kept. Make room: delete photos or other apps. Then add it again.",
  large: "The photo is too large to send. Take it again from a little farther away.",
  gone: "It may have reached the server already, so it can't be removed here.",
} as const;

export const kilobytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1000))} kB`;
