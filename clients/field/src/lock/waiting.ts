// How many pieces wait on this phone that are not one user's: the only thing anybody else may know of them.
import { db, steady } from "../store/database";

export const waitingOf = (except: string): Promise<number> =>
  steady(() => db.queue.filter(({ owner, state }) => owner !== except && state !== "sent" && state !== "review").count());
