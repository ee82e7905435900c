import { effect } from "@preact/signals";
import { flagUrl } from "#client/battle/country/flags.ts";
import { sideColour } from "#client/battle/country/side-colours.ts";
import { mixColours } from "#client/engine/mix-colours.ts";
import type { Painter } from "#client/engine/painter.ts";
import { loadPicture, pictureTexture } from "./picture-texture.ts";

/** Names the texture of a country's flag at a size; its code in the side's colour until the flag is here. */
export function flagTexture(
  painter: Painter,
  { country, seat, width }: { country: string; seat: number; width: number },
): string {
  const height = (width * 2) / 3;
  return pictureTexture(
    painter,
    {
      key: `flag-${country}-${Math.round(width)}`,
      width,
      height,
      fallback(context) {
        context.fillStyle = mixColours(sideColour(seat).toUpperCase(), "#0B1030", 0.45);
        context.fillRect(0, 0, width, height);
        context.fillStyle = "#F5F7FF";
        context.font = `italic 700 ${height * 0.5}px "Barlow Condensed", sans-serif`;
        context.textAlign = "center";
        context.textBaseline = "middle";
        context.fillText(country, width / 2, height / 2);
      },
    },
    loadFlag(country),
  );
}

/** Waits for the file of flags; a country without one never settles it, and keeps its code. */
function loadFlag(country: string): Promise<HTMLImageElement | undefined> {
  return new Promise((resolve) => {
    let isFound = false;
    const stop: () => void = effect(() => {
      const url = flagUrl(country);
      if (url === undefined || isFound) return;
      isFound = true;
      resolve(loadPicture(url));
      queueMicrotask(() => stop());
    });
  });
}
