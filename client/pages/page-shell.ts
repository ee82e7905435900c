import type { HtmlTagDescriptor, Plugin } from "vite";

/** From the folder of the pages; the build puts it among its own files. */
const LETTERS = "../node_modules/@fontsource/barlow-condensed/files/barlow-condensed-latin";

/**
 * Writes into every page what no page is without, so that its file holds only what is its own. A page
 * that says `data-theme="dark"` is dark whatever the device prefers.
 */
export const pageShellPlugin: Plugin = {
  name: "page-shell",
  transformIndexHtml: {
    // Before the build looks for the files that a page names.
    order: "pre",
    handler: (html) => [...headOf(html.includes('data-theme="dark"')), noscript],
  },
};

function headOf(isDark: boolean): HtmlTagDescriptor[] {
  const viewport = "width=device-width, initial-scale=1, viewport-fit=cover";
  return [
    tag("meta", { charset: "utf-8" }),
    tag("meta", { name: "viewport", content: viewport }),
    tag("meta", { name: "color-scheme", content: isDark ? "dark" : "dark light" }),
    ...(isDark ? [themeColour("#060920")] : bothColours),
    tag("link", { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" }),
    tag("link", {
      rel: "preload",
      href: `${LETTERS}-700-italic.woff2`,
      as: "font",
      type: "font/woff2",
      crossorigin: true,
    }),
    { ...tag("title", {}), children: "Grandstand" },
  ];
}

const bothColours = [
  themeColour("#070a1a", "(prefers-color-scheme: dark)"),
  themeColour("#ffffff", "(prefers-color-scheme: light)"),
];

const noscript: HtmlTagDescriptor = {
  tag: "noscript",
  children: "Grandstand needs JavaScript. Grandstand necesita JavaScript.",
  injectTo: "body",
};

function themeColour(content: string, media?: string): HtmlTagDescriptor {
  return tag("meta", { name: "theme-color", content, ...(media !== undefined && { media }) });
}

function tag(name: string, attrs: Record<string, string | true>): HtmlTagDescriptor {
  return { tag: name, attrs, injectTo: "head-prepend" };
}
