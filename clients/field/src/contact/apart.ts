// Whether this phone keeps records of alcohol and drug treatment: only then does the shift carry their form or tools.
import type { Shift } from "../contract";
import { keptApart } from "../screening/offer";

/** The code of the one form kept apart. */
export const USE = "use";

export const keepsApart = (shift: Shift): boolean => keptApart(shift).length > 0 || shift.forms.some(({ code }) => code === USE);
