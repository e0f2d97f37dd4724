// A photograph of a dial, made small in the browser: a megabyte at most, without what the camera wrote about place and device.

/** Bytes. */
export const MOST_BYTES = 1_000_000;
/** Pixels of the longer side: digits of a dial can be read. */
const LONGEST = 1600;
const QUALITIES = [0.8, 0.65, 0.5, 0.35];

/** Refused if it is no picture the browser knows. */
export async function smallPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  try {
    for (let longest = LONGEST; longest >= 200; longest /= 2) {
      for (const quality of QUALITIES) {
        const made = await drawn(picture, longest, quality);
        if (made && made.size <= MOST_BYTES) return made;
      }
    }
  } finally {
    picture.close();
  }
  throw new TypeError('the picture cannot be made small');
}

function drawn(picture: ImageBitmap, longest: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))];
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}
