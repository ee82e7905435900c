import { hostToken } from "#client/framework/host-session.ts";
import { call } from "#client/framework/http.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import type { Pickable } from "./find-pickables.ts";
import { texts } from "./texts.ts";

/** Gifts to choose from, and what one is called. */
export interface Gifts {
  items: readonly Pickable[];
  nameOf(giftId: string): string;
}

/** Asks for the gifts once: those seen here first, then the shipped list. Without an answer a gift is its number. */
export function useGifts(): Gifts {
  const { settings } = texts.value.stage;
  const { value } = useAsked(() => call("GET", "/live/gifts", { token: hostToken.value }), []);
  const gifts = value?.gifts ?? [];
  const names = new Map(gifts.map(({ giftId, name }) => [giftId, name]));
  return {
    items: gifts.map(({ giftId, name, diamonds }) => ({
      id: giftId,
      label: settings.giftLabel(name === "" ? giftId : name, String(diamonds)),
    })),
    nameOf: (giftId) => names.get(giftId) || giftId,
  };
}
