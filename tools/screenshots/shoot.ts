import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { root } from "../root.ts";

const folder = path.join(root, "docs", "screenshots");
/** Letters stay sharp, and a night full of gradients takes a tenth of what it takes without loss. */
const QUALITY = 0.88;

/** Writes `docs/screenshots/<name>.webp` of what the page shows, and says how large it is. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  // Finished transitions: a row on its way would cover another.
  const png = await page.screenshot({ scale: "css", animations: "disabled" });
  const picture = await encodeWebp(page, png);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}.webp`), picture);
  console.log(`docs/screenshots/${name}.webp  ${Math.round(picture.length / 1_000)} kB`);
}

/** The browser reads and writes pictures better than anything there is without it. */
async function encodeWebp(page: Page, png: Buffer): Promise<Buffer> {
  const encoded = await page.evaluate(
    async ({ base64, quality }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext("2d")!.drawImage(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/webp", quality });
      const webp = new Uint8Array(await blob.arrayBuffer());
      return btoa(Array.from(webp, (byte) => String.fromCharCode(byte)).join(""));
    },
    { base64: png.toString("base64"), quality: QUALITY },
  );
  return Buffer.from(encoded, "base64");
}
