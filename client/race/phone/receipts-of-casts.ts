import type { RaceFeed } from "#client/race/race-feed.ts";
import type { CastWire } from "#common/race/power-contract.ts";
import type { SeenCast } from "#common/race/receipts.ts";
import { changeReceipts, type KeptRace, keepReceipts, latestOf } from "./receipts.ts";

/** Powers kept of one race; of more than these not all were kept. */
const CASTS_MAX = 300;

type CastLine = {
  connection: Pick<RaceFeed["connection"], "onState" | "on">;
  status: Pick<RaceFeed["status"], "subscribe">;
};

/**
 * Keeps every power that the room tells of, for `/verify`: powers are in no chain, so what phones heard
 * is all that speaks against one that was made up afterwards (RACE-6 g). Returns how to stop.
 */
export function followCasts({ connection, status }: CastLine): () => void {
  let race: KeptRace | undefined;
  /** There since before the off, without a break. */
  let isThereAllTheTime = false;

  const stops = [
    status.subscribe(({ kind }) => {
      if (kind !== "live") isThereAllTheTime = false;
    }),
    connection.onState((state) => {
      const { raceId, commitment, phase } = state;
      if (phase === "racing") {
        if (race?.commitment !== commitment) {
          race = { raceId, commitment };
          isThereAllTheTime = false;
        }
        if (state.tick < 0) isThereAllTheTime = true;
      } else if (race !== undefined) {
        const isOver = race.commitment === commitment && phase === "settling";
        if (isOver && isThereAllTheTime) keepReceipts(race, { sawAllCasts: true });
        race = undefined;
      }
    }),
    connection.on("powerCast", ({ tick, power, target, cost }) => {
      if (race === undefined) return;
      const isKept = keepSeenCast(race, { tick, power, target, cost });
      isThereAllTheTime &&= isKept;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Notes one of this phone's own powers as the server took it, once. */
export function keepOwnCast({ raceId, seq, tick, power, target, cost }: CastWire): void {
  const race = latestOf(raceId);
  if (race === undefined) return;
  changeReceipts(race, (before) => {
    const { casts = [] } = before;
    if (casts.some((known) => known.seq === seq)) return before;
    return { ...before, casts: [...casts, { seq, tick, power, target, cost }] };
  });
}

/** False when so many are kept that this one is not. */
function keepSeenCast(race: KeptRace, cast: SeenCast): boolean {
  let isKept = false;
  changeReceipts(race, (before) => {
    const { castsSeen = [] } = before;
    isKept = castsSeen.length < CASTS_MAX;
    return isKept ? { ...before, castsSeen: [...castsSeen, cast] } : before;
  });
  return isKept;
}
