import { giftPictureUrl } from "#client/battle/display/gift-pictures.ts";
import type { Painter } from "#client/engine/painter.ts";
import { loadPicture, pictureTexture } from "./picture-texture.ts";

/** Gifts are drawn at up to this size, stage pixels. */
const SIZE = 168;

/** Names the texture of a gift's picture; empty until it has arrived. */
export function giftTexture(painter: Painter, picture: string): string {
  const key = `gift-${picture}`;
  if (painter.has(key)) return key;
  return pictureTexture(
    painter,
    { key, width: SIZE, height: SIZE },
    loadPicture(giftPictureUrl(picture)),
  );
}
