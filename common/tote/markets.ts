import { exactaMarket } from "./exacta-market.ts";
import type { Market, MarketName } from "./market.ts";
import { placesMarket } from "./places-market.ts";
import { quinellaMarket } from "./quinella-market.ts";
import { trifectaMarket } from "./trifecta-market.ts";

/** Every market there is, with the runners it needs at lock (TOTE-1). */
export const markets: { readonly [Name in MarketName]: Market<Name> } = {
  win: placesMarket({ name: "win", places: 1, runnersMin: 2 }),
  place: placesMarket({ name: "place", places: 2, runnersMin: 4 }),
  show: placesMarket({ name: "show", places: 3, runnersMin: 5 }),
  exacta: exactaMarket,
  quinella: quinellaMarket,
  trifecta: trifectaMarket,
};
