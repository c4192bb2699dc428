// The only way to the server. Same origin, the session's cookie, a token against forged requests, and a time limit.
import type { Who } from "../contract";
import { reached } from "../queue/reach";

const limit = 20_000;
let token = "";

/** No answer: no signal, cut off, or too slow. The work may have arrived all the same. */
export class NoAnswer extends Error {}

export async function ask(path: string, init: RequestInit = {}, patience = limit): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const headers = new Headers(init.headers);
    headers.set("Accept", "application/json");
    if (init.method && init.method !== "GET") headers.set("X-CSRFToken", token);
    const answer = await fetch(`/phone/api/${path}`, {
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      ...init,
      headers,
      signal: stop.signal,
    });
    if (answer.status !== 401) reached("yes");
    return answer;
  } catch {
    reached("none");
    throw new NoAnswer("no answer");
  } finally {
    clearTimeout(timer);
  }
}

/** Reads a JSON answer; NoAnswer where it is cut off or no JSON, since nothing can be believed then. */
export async function body<T>(answer: Response): Promise<T> {
  try {
    return (await answer.json()) as T;
  } catch {
    throw new NoAnswer("cut off");
  }
}

/** Whose session this is. Throws NoAnswer without signal. */
export async function who(): Promise<Who> {
  const answer = await ask("me");
  if (!answer.ok) throw new NoAnswer(String(answer.status));
  const found = await body<Who>(answer);
  token = found.csrf;
  if (!found.signed_in) reached("signed-out");
  return found;
}

/** Posts a form to one of the pages' own addresses, as their script does. A redirect is told, not followed. */
export async function form(address: string, values: Record<string, string>): Promise<Response> {
  try {
    return await fetch(address, {
      method: "POST",
      headers: { "X-CSRFToken": token || (await who()).csrf, Accept: "application/json", "HX-Request": "true" },
      body: new URLSearchParams(values),
      credentials: "same-origin",
      redirect: "manual",
      keepalive: true,
    });
  } catch {
    throw new NoAnswer("no answer");
  }
}

/** Ends the session at the server. What waits on this phone is not touched. */
export async function signOut(): Promise<boolean> {
  try {
    await who();
    const answer = await form("/sign-out/", {});
    return answer.type === "opaqueredirect" || answer.ok;
  } catch {
    return false;
  }
}

export const signInAddress = "/sign-in/?next=/phone/";
