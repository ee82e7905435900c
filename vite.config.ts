import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { phaserAliases, phaserFlagsPlugin } from "./client/engine/phaser-build.ts";
import { pageFilesPlugin } from "./client/pages/page-files.ts";
import { pageShellPlugin } from "./client/pages/page-shell.ts";

const page = (name: string) => fileURLToPath(new URL(`client/${name}.html`, import.meta.url));

/**
 * What every page needs before it shows anything, as one file: left to itself the bundler cuts it
 * along the pages that share each piece, and many small files compress worse than one. The colours
 * are part of it, so that they come before every page's own rules.
 */
const firstPaint = {
  name: "first-paint",
  test: /node_modules\/@?preact|vite\/preload-helper|client\/framework\/((choose-language|format-amount|http|icons|language|make-secret|stored)\.tsx?|theme\.css)$|client\/languages\/\w+\/common\.ts$/,
};

/**
 * What a piece that comes later needs is found when it comes: a list of names that change with every
 * build would be a fiftieth of the phone's first picture. Styles must be there before it is shown.
 */
function resolveDependencies(_: string, names: string[], host: { hostType: "html" | "js" }) {
  return host.hostType === "html" ? names : names.filter((name) => name.endsWith(".css"));
}

/** One build of all pages: the phone (`/`), the host's console, the display, and the battles. */
export default defineConfig({
  root: fileURLToPath(new URL("client", import.meta.url)),
  plugins: [phaserFlagsPlugin, pageShellPlugin, pageFilesPlugin],
  resolve: { alias: [...phaserAliases] },
  // Phaser reads Node's name for the global object.
  define: { global: "globalThis" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: fileURLToPath(new URL("dist", import.meta.url)),
    emptyOutDir: true,
    // OBS 30 renders with Chromium 103.
    target: "chrome103",
    modulePreload: { polyfill: false, resolveDependencies },
    // The custom Phaser is one chunk of 850 kB, on the display only.
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: {
        phone: page("index"),
        host: page("host"),
        display: page("display"),
        battles: page("battles"),
        report: page("report"),
        stats: page("stats"),
        verify: page("verify"),
        replay: page("replay"),
      },
      output: { codeSplitting: { groups: [firstPaint] } },
    },
  },
});
