import type { display as english } from "#client/languages/en/display.ts";

export const display: typeof english = {};
