// Who may import whom (ARCHITECTURE.md, "Who may import whom"). tools/layer-canary.ts breaks every
// rule of this file once, on purpose, so that none of them can fall silent unnoticed.

// Without this parser dependency-cruiser reads no TypeScript and finds nothing to complain about.
import "@swc/core";

/** The features of `common/` whose rules need another feature's; all others know only the framework. */
const commonNeeds = {
  battle: ["live"],
  favors: ["wallet"],
  players: ["wallet"],
  race: ["players", "wallet"],
};

const tests = "\\.test\\.tsx?$";
const harnesses = "^(server|client)/testing/";
/** Files of no folder compose: they name everything, and no feature names them. */
const compositionRoots = "^server/[^/]+\\.ts$";
const serverBase = ["framework", "storage"];
const serverCore = [...serverBase, "ledger", "players"];
const clientBase = ["framework", "languages", "engine", "testing"];

const commonPackages = ["zod", "@colyseus/schema", "@noble/hashes", "@noble/ciphers"];
const clientPackages = [
  "@colyseus/sdk",
  "@fontsource/barlow-condensed",
  "@preact/signals",
  "country-flag-icons",
  "phaser",
  "preact",
  "uplot",
  "uqr",
  "zzfx",
];

const notTest = [tests, harnesses];
/** They run when the pages are built, never in a page. */
const insideVite = ["^client/engine/phaser-build\\.ts$", "^client/pages/page-(files|shell)\\.ts$"];

const anywhere = [
  {
    name: "no-cycle",
    comment: "Nothing may need itself.",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-unresolved",
    comment: "An import that leads nowhere would slip past every other rule.",
    from: {},
    // Vite alone opens Phaser's sources (client/engine/phaser-build.ts).
    to: { couldNotResolve: true, pathNot: "^@phaser-src/" },
  },
  {
    name: "no-test-imported",
    comment: "A test is the end of the line.",
    from: {},
    to: { path: tests },
  },
  {
    name: "harness-for-tests-only",
    comment: "Harnesses serve tests, tools and benchmarks.",
    from: { path: "^(common|server|client)/", pathNot: notTest },
    to: { path: harnesses },
  },
  {
    name: "no-development-package",
    comment: "What ships may need only what is installed without development packages.",
    from: { path: "^(common|server|client)/", pathNot: notTest },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
];

const common = [
  {
    name: "common-below-all",
    comment: "common/ knows neither server nor client nor tools.",
    from: { path: "^common/" },
    to: { path: "^(server|client|tools|bench)/" },
  },
  {
    name: "common-packages",
    comment: "common/ runs in the browser as well: few packages, and pure ones.",
    from: { path: "^common/", pathNot: notTest },
    to: { path: "(^|/)node_modules/", pathNot: packages(commonPackages) },
  },
  {
    name: "common-no-node",
    comment: "common/ has no clock, no chance and no I/O.",
    from: { path: "^common/", pathNot: notTest },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "common-framework-alone",
    comment: "common/framework knows no feature.",
    from: { path: "^common/framework/" },
    to: { path: "^common/", pathNot: "^common/framework/" },
  },
  {
    name: "common-feature-alone",
    comment:
      "A feature of common/ knows the framework, and another feature only where its rules need it.",
    from: { path: `^common/(?!${oneOf(["framework", ...Object.keys(commonNeeds)])}/)([^/]+)/` },
    to: { path: "^common/", pathNot: ["^common/framework/", "^common/$1/"] },
  },
  ...Object.entries(commonNeeds).map(([feature, needs]) => ({
    name: `common-${feature}-needs`,
    comment: `common/${feature} needs ${needs.join(", ")} and no other feature.`,
    from: { path: `^common/${feature}/` },
    to: { path: "^common/", pathNot: `^common/${oneOf(["framework", feature, ...needs])}/` },
  })),
];

const server = [
  {
    name: "server-without-client",
    comment: "The server serves built pages; it never imports their sources.",
    from: { path: "^server/" },
    to: { path: "^client/(?!testing/)" },
  },
  {
    name: "server-without-tools",
    comment: "Only the start of the process may use a tool.",
    from: { path: "^server/", pathNot: [compositionRoots, ...notTest] },
    to: { path: "^(tools|bench)/" },
  },
  {
    name: "server-base-generic",
    comment: "server/framework and server/storage never mention a feature.",
    from: { path: `^server/${oneOf(serverBase)}/`, pathNot: "^server/storage/entities\\.ts$" },
    to: { path: "^common/", pathNot: "^common/framework/" },
  },
  {
    name: "server-storage-lowest",
    comment: "server/storage stands below the framework and all features.",
    from: { path: "^server/storage/", pathNot: [tests, "^server/storage/entities\\.ts$"] },
    to: { path: "^server/", pathNot: "^server/storage/" },
  },
  {
    name: "server-entities-are-a-list",
    comment: "The list of tables names entities, and nothing else of a feature.",
    from: { path: "^server/storage/entities\\.ts$" },
    to: { path: "^(common|server)/", pathNot: "^server/framework/|-(entity|entities)\\.ts$" },
  },
  {
    name: "server-framework-generic",
    comment: "server/framework stands on storage alone.",
    from: { path: "^server/framework/", pathNot: tests },
    to: { path: "^server/", pathNot: `^server/${oneOf(serverBase)}/` },
  },
  {
    name: "server-core-below-features",
    comment: "server/ledger and server/players know no feature.",
    from: { path: "^server/(ledger|players)/", pathNot: tests },
    to: { path: "^server/", pathNot: `^server/${oneOf(serverCore)}/` },
  },
  {
    name: "server-feature-alone",
    comment:
      "A feature never imports another feature, nor who composes it: app.ts passes it what it needs.",
    from: { path: `^server/(?!${oneOf([...serverCore, "testing"])}/)([^/]+)/`, pathNot: tests },
    to: { path: "^server/", pathNot: [`^server/${oneOf(serverCore)}/`, "^server/$1/"] },
  },
];

const client = [
  {
    name: "client-without-server",
    comment:
      "The client knows the server by common/ alone; connection.ts reads the type of its rooms.",
    from: { path: "^client/", pathNot: ["^client/framework/connection\\.ts$", ...notTest] },
    to: { path: "^server/" },
  },
  {
    name: "client-server-types-only",
    comment: "connection.ts takes types from server/app.ts, never a value, and from nowhere else.",
    from: { path: "^client/framework/connection\\.ts$" },
    to: { path: "^server/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "client-server-app-only",
    comment: "connection.ts takes types from server/app.ts, never a value, and from nowhere else.",
    from: { path: "^client/framework/connection\\.ts$" },
    to: { path: "^server/", pathNot: "^server/app\\.ts$" },
  },
  {
    name: "client-without-tools",
    comment: "Pages use no tool.",
    from: { path: "^client/", pathNot: notTest },
    to: { path: "^(tools|bench)/" },
  },
  {
    name: "client-base-generic",
    comment: "What all pages share knows no feature.",
    from: { path: `^client/${oneOf(clientBase)}/`, pathNot: notTest },
    to: { path: "^client/", pathNot: `^client/${oneOf(clientBase)}/` },
  },
  {
    name: "client-feature-alone",
    comment:
      "A page's feature never imports another feature; client/pages puts them on one page, and journeys walk through all.",
    from: { path: `^client/(?!${oneOf([...clientBase, "pages", "journeys"])}/)([^/]+)/` },
    to: { path: "^client/", pathNot: [`^client/${oneOf(clientBase)}/`, "^client/$1/"] },
  },
  {
    name: "client-packages",
    comment: "Every package on a page is paid for by a phone.",
    from: { path: "^client/", pathNot: [...insideVite, ...notTest] },
    to: {
      path: "(^|/)node_modules/",
      pathNot: packages(clientPackages),
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "client-no-node",
    comment:
      "A browser has no Node modules; phaser-build.ts, page-files.ts and page-shell.ts run inside Vite.",
    from: { path: "^client/", pathNot: [...insideVite, ...notTest] },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "client-sdk-after-paint",
    comment: "A page shows its first picture before the SDK is loaded.",
    from: { path: "^client/", pathNot: notTest },
    to: {
      path: packages(["@colyseus/sdk"]),
      dependencyTypesNot: ["type-only", "dynamic-import"],
    },
  },
  {
    name: "phone-without-phaser",
    comment: "The engine is the display's alone.",
    from: { path: "^client/[^/]+/(phone|host)/" },
    to: { path: ["^client/engine/", ...packages(["phaser"])], reachable: true },
  },
];

export default {
  forbidden: [...anywhere, ...common, ...server, ...client].map((rule) => ({
    severity: "error",
    ...rule,
  })),
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|\\.runtime|data)/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js"],
      conditionNames: ["import", "types", "default"],
      exportsFields: ["exports"],
    },
  },
};

function oneOf(names) {
  return `(?:${names.join("|")})`;
}

function packages(names) {
  return names.map((name) => `(^|/)node_modules/${name}/`);
}
