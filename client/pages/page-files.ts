import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { giftPictures } from "#client/battle/display/gift-pictures.ts";

const SOUNDS = fileURLToPath(new URL("../public/sounds", import.meta.url));
const NOTICE =
  "Pictures: Fluent Emoji by Microsoft Corporation, https://github.com/microsoft/fluentui-emoji, MIT licence.\n";

/**
 * Puts files beside the built pages that no bundle should carry: the pictures of gifts, one by one,
 * and the list of the host's own sounds, so that a page asks for none that is missing.
 */
export const pageFilesPlugin: Plugin = {
  name: "page-files",
  async generateBundle() {
    const emit = (fileName: string, source: string) =>
      this.emitFile({ type: "asset", fileName, source });
    const { icons } = await import("@iconify-json/fluent-emoji-flat");
    const size = icons.width ?? 32;
    for (const name of giftPictures) {
      const icon = icons.icons[name];
      if (icon === undefined) throw new Error(`no picture ${name}`);
      emit(
        `gifts/${name}.svg`,
        `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 ${size} ${size}">${icon.body}</svg>\n`,
      );
    }
    emit("gifts/LICENSE.txt", NOTICE);
    emit("sounds/index.json", `${JSON.stringify(await listSounds())}\n`);
  },
};

/** Names of the sounds, without `.mp3`. */
async function listSounds(): Promise<string[]> {
  const files = await readdir(SOUNDS);
  return files.filter((file) => file.endsWith(".mp3")).map((file) => file.slice(0, -4));
}
