import type { phone as english } from "#client/languages/en/phone.ts";

export const phone: typeof english = {};
