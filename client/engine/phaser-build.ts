import { fileURLToPath } from "node:url";
import type { Alias, Plugin } from "vite";

/** What webpack would have set while Phaser's own build ran. Sound and the debugger stay out. */
const flags: Readonly<Record<string, string>> = {
  WEBGL_RENDERER: "true",
  CANVAS_RENDERER: "true",
  FEATURE_SOUND: "false",
  WEBGL_DEBUG: "false",
  PLUGIN_CAMERA3D: "false",
  PLUGIN_FBINSTANT: "false",
};

/** Sends `phaser` to our own entry and opens Phaser's sources, which its `exports` map hides. */
export const phaserAliases: Alias[] = [
  { find: /^phaser$/, replacement: fileURLToPath(new URL("./phaser.mjs", import.meta.url)) },
  {
    find: /^@phaser-src\//,
    replacement: fileURLToPath(new URL("../../node_modules/phaser/src/", import.meta.url)),
  },
];

/**
 * Decides Phaser's build flags. Left alone, `typeof WEBGL_DEBUG` is the truthy text "undefined"
 * and every optional part is kept.
 */
export const phaserFlagsPlugin: Plugin = {
  name: "phaser-flags",
  transform(code, id) {
    if (!id.includes("phaser/src/")) return null;
    const decided = code
      .replace(/typeof ([A-Z_0-9]{6,})/g, (kept, flag: string) => flags[flag] ?? kept)
      .replace("global.Phaser = Phaser;", "");
    return { code: decided, map: null };
  },
};
