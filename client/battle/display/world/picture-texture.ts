import type { Painter } from "#client/engine/painter.ts";

export interface PictureTexture {
  key: string;
  width: number;
  height: number;
  /** Painted until the picture is here, and for ever where it does not come. */
  fallback?: (context: CanvasRenderingContext2D) => void;
}

/**
 * Names a texture at once and paints it with the picture (an SVG, sharp at any size) when that has
 * arrived; `redraw` must then be able to find the same texture, or it was freed meanwhile.
 */
export function pictureTexture(
  painter: Painter,
  { key, width, height, fallback }: PictureTexture,
  picture: Promise<HTMLImageElement | undefined>,
): string {
  const painted = painter.paint({ key, width, height }, (context) => fallback?.(context));
  void picture.then((image) => {
    if (image === undefined) return;
    painter.repaint(key, (context) => {
      context.clearRect(0, 0, width, height);
      context.drawImage(image, 0, 0, width, height);
    });
  });
  return painted;
}

/** Loads a picture; undefined where there is none. */
export async function loadPicture(url: string): Promise<HTMLImageElement | undefined> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch {
    return undefined;
  }
}
