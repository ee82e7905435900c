import type { host as english } from "#client/languages/en/host.ts";

export const host: typeof english = {};
