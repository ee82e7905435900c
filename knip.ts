import type { KnipConfig } from "knip";

/** What nothing needs: files, exports, packages. Pages begin in HTML and name fonts in CSS, so both are read here. */
const config: KnipConfig = {
  entry: [
    "server/main.ts",
    "{tools,bench}/*.ts",
    "{common,server,client,tools,bench}/**/*.test.{ts,tsx}",
    "client/*.html",
    "client/**/*.css",
    // Vite puts it in the place of `phaser`.
    "client/engine/phaser.cjs",
  ],
  project: ["{common,server,client,tools,bench}/**/*.{ts,tsx,mjs,cjs,css}", "client/*.html"],
  // Vite opens Phaser's sources under this name (client/engine/phaser-build.ts).
  paths: { "@phaser-src/*": ["./node_modules/phaser/src/*"] },
  // The shape of an exported function's input or answer is exported with it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  compilers: {
    html: (text) => imports(text.matchAll(/<script type="module" src="([^"]+)"/g)),
    css: (text) => imports(text.matchAll(/url\("(@[^"]+)"\)/g)),
  },
};

export default config;

function imports(found: Iterable<RegExpExecArray>): string {
  return [...found].map(([, specifier]) => `import "${specifier}";`).join("\n");
}
