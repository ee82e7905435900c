import type { Market, MarketName } from "./market.ts";
import { placesMarket } from "./places-market.ts";

/** Every market there is, with the runners it needs at lock (TOTE-1). */
export const markets: { readonly [Name in MarketName]: Market<Name> } = {
  win: placesMarket({ name: "win", places: 1, runnersMin: 2 }),
  place: placesMarket({ name: "place", places: 2, runnersMin: 4 }),
};
