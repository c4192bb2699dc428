// A photo made small before it is kept: about 200 to 300 kB, which a weak signal carries and a page of print survives.
// It is drawn anew on a canvas, so nothing of the camera's own file goes along: no EXIF, no place, no serial number of a
// phone, no hour. The browser turns it upright by that EXIF while it reads it.

/** At most so many bytes, where any try gets there. */
export const WANTED = 300_000;

/** [longest side in pixels, quality], the best first. */
export const TRIES: readonly (readonly [number, number])[] = [
  [2000, 0.75],
  [2000, 0.6],
  [1700, 0.6],
  [1400, 0.55],
  [1100, 0.5],
  [800, 0.45],
];

/** Width and height with the longest side at most so long, in the same proportion; never made larger. Pure. */
export function fit(width: number, height: number, longest: number): [number, number] {
  const by = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * by)), Math.max(1, Math.round(height * by))];
}

type Draw = (longest: number, quality: number) => Promise<Blob | null>;

/** The first try that is small enough, else the smallest there was; null where nothing could be drawn. */
export async function smallEnough(draw: Draw): Promise<Blob | null> {
  let least: Blob | null = null;
  for (const [longest, quality] of TRIES) {
    const made = await draw(longest, quality);
    if (made && (!least || made.size < least.size)) least = made;
    if (made && made.size <= WANTED) return made;
  }
  return least;
}

/** The photo as a small JPEG; null where this phone can't read it. */
export async function shrink(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const canvas = document.createElement("canvas");
  const draw: Draw = (longest, quality) => {
    [canvas.width, canvas.height] = fit(picture.width, picture.height, longest);
    const pen = canvas.getContext("2d");
    if (!pen) return Promise.resolve(null);
    // What is see-through in a picture would turn black.
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((made) => canvas.toBlob(made, "image/jpeg", quality));
  };
  try {
    return await smallEnough(draw);
  } finally {
    picture.close();
    // Some phones hold on to a large canvas for long.
    canvas.width = canvas.height = 0;
  }
}
