// How far it is in a straight line, on a sphere, like the server's `miles`. Places are integers of 1e-6 degrees.

const EARTH_MILES = 3958.8;

/** Miles between two places, null where one of them is unknown. */
export function miles(
  here: { readonly lat_e6: number | null; readonly lon_e6: number | null },
  there: { readonly lat_e6: number | null; readonly lon_e6: number | null },
): number | null {
  if (here.lat_e6 === null || here.lon_e6 === null || there.lat_e6 === null || there.lon_e6 === null) return null;
  const [a, b, c, d] = [here.lat_e6, here.lon_e6, there.lat_e6, there.lon_e6].map((e6) => (e6 / 1e6) * (Math.PI / 180)) as [
    number,
    number,
    number,
    number,
  ];
  const half = Math.sin((c - a) / 2) ** 2 + Math.cos(a) * Math.cos(c) * Math.sin((d - b) / 2) ** 2;
  return 2 * EARTH_MILES * Math.asin(Math.min(1, Math.sqrt(half)));
}
