import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { root } from "../root.ts";

const folder = path.join(root, "docs", "screenshots");

/** Writes `docs/screenshots/<name>.png` of what the page shows, and says how large it is. */
export async function shoot(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  // Finished transitions: a row on its way would cover another.
  await page.screenshot({ path: file, scale: "css", animations: "disabled" });
  const { size } = await stat(file);
  console.log(`docs/screenshots/${name}.png  ${Math.round(size / 1_000)} kB`);
}
