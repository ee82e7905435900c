/** One import that the layer check must refuse, with the rule that refuses it. */
export type ForbiddenImport = {
  rule: string;
  /** The importing file. */
  from: string;
  /** A file of the repository by its path, or a package. */
  to: string;
  /** Written into `from` where a plain import is not what is tried. */
  statement?: string;
};

/** Every rule of `.dependency-cruiser.mjs`, broken at least once; for `tools/layer-canary.ts`. */
export const forbiddenImports: readonly ForbiddenImport[] = [
  { rule: "no-cycle", from: "server/race/itself.ts", to: "server/race/itself.ts" },
  { rule: "no-unresolved", from: "server/race/lost.ts", to: "server/race/nowhere.mjs" },
  { rule: "no-test-imported", from: "tools/curious.ts", to: "common/tote/sums.test.ts" },
  { rule: "harness-for-tests-only", from: "client/race/tried.ts", to: "client/testing/browser.ts" },
  { rule: "no-development-package", from: "server/race/developed.ts", to: "fast-check" },

  { rule: "common-below-all", from: "common/race/upwards.ts", to: "server/race/room.ts" },
  { rule: "common-below-all", from: "common/race/outwards.ts", to: "client/race/view.ts" },
  { rule: "common-packages", from: "common/race/stored.ts", to: "typeorm" },
  { rule: "common-no-node", from: "common/race/reading.ts", to: "node:fs" },
  {
    rule: "common-framework-alone",
    from: "common/framework/partial.ts",
    to: "common/race/card.ts",
  },
  { rule: "common-feature-alone", from: "common/tote/running.ts", to: "common/race/card.ts" },
  { rule: "common-race-needs", from: "common/race/betting.ts", to: "common/tote/pools.ts" },
  { rule: "common-players-needs", from: "common/players/racing.ts", to: "common/race/card.ts" },
  { rule: "common-favors-needs", from: "common/favors/racing.ts", to: "common/race/card.ts" },
  { rule: "common-battle-needs", from: "common/battle/racing.ts", to: "common/race/card.ts" },

  { rule: "server-without-client", from: "server/race/drawing.ts", to: "client/race/view.ts" },
  { rule: "server-without-tools", from: "server/race/tooled.ts", to: "tools/tool.ts" },
  { rule: "server-base-generic", from: "server/framework/racing.ts", to: "common/race/card.ts" },
  {
    rule: "server-storage-lowest",
    from: "server/storage/rising.ts",
    to: "server/framework/log.ts",
  },
  {
    rule: "server-entities-are-a-list",
    from: "server/storage/entities.ts",
    to: "server/race/room.ts",
  },
  {
    rule: "server-framework-generic",
    from: "server/framework/paying.ts",
    to: "server/ledger/post.ts",
  },
  {
    rule: "server-core-below-features",
    from: "server/ledger/racing.ts",
    to: "server/race/room.ts",
  },
  { rule: "server-feature-alone", from: "server/battle/racing.ts", to: "server/race/room.ts" },
  { rule: "server-feature-alone", from: "server/race/composing.ts", to: "server/app.ts" },

  { rule: "client-without-server", from: "client/race/asking.ts", to: "server/race/room.ts" },
  {
    rule: "client-without-server",
    from: "client/race/typed.ts",
    to: "server/app.ts",
    statement: 'import type { here } from "#server/app.ts";\nexport type There = typeof here;',
  },
  { rule: "client-server-types-only", from: "client/framework/connection.ts", to: "server/app.ts" },
  {
    rule: "client-server-app-only",
    from: "client/framework/connection.ts",
    to: "server/race/room.ts",
    statement:
      'import type { here } from "#server/race/room.ts";\nexport type There = typeof here;',
  },
  { rule: "client-without-tools", from: "client/race/tooled.ts", to: "tools/tool.ts" },
  { rule: "client-base-generic", from: "client/framework/racing.ts", to: "client/race/view.ts" },
  { rule: "client-feature-alone", from: "client/battle/racing.ts", to: "client/race/view.ts" },
  { rule: "client-packages", from: "client/race/checked.ts", to: "zod" },
  { rule: "client-no-node", from: "client/race/reading.ts", to: "node:fs" },
  { rule: "client-sdk-after-paint", from: "client/race/eager.ts", to: "@colyseus/sdk" },
  {
    rule: "phone-without-phaser",
    from: "client/race/phone/heavy.ts",
    to: "client/race/phone/detour.ts",
  },
  {
    rule: "phone-without-phaser",
    from: "client/race/phone/detour.ts",
    to: "client/engine/phaser.ts",
  },
];
