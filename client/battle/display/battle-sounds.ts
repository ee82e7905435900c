import { effect } from "@preact/signals";
import type { BattleFeed } from "#client/battle/battle-feed.ts";
import type { SoundDesk } from "#client/framework/sound/sound-desk.ts";
import { BIG_POINTS, type Flights } from "./flights.ts";

/** Points of the gifts that roar. */
const GREATEST_POINTS = 20_000;
const TICKS_FROM_MS = 10_000;
const TICK_WATCH_MS = 100;

/** Lets a battle be heard: gifts as they land, a new lead, the last seconds, the end. Returns how to stop. */
export function playBattle({
  feed,
  flights,
  desk,
}: {
  feed: BattleFeed;
  flights: Flights;
  desk: SoundDesk;
}): () => void {
  let leader: string | undefined;
  let phase: string | undefined;
  let tickedSecond = 0;

  const ends = [
    flights.onLand(({ flight: { giftId, points } }) => {
      const plain = points >= BIG_POINTS ? "big-gift" : "gift";
      desk.play(plain, points >= GREATEST_POINTS ? [giftId, "lion"] : [giftId]);
    }),
    effect(() => {
      const view = feed.view.value;
      if (view === undefined) return;
      if (phase !== undefined && phase !== view.phase) {
        if (view.phase === "sudden_death") desk.play("sudden-death");
        if (view.phase === "closing") desk.play("whistle");
        if (view.phase === "finished") desk.play(view.isTie ? "tie" : "winner", ["gameover"]);
      }
      const isOpen = view.phase === "running" || view.phase === "sudden_death";
      if (isOpen && leader !== undefined && view.leader !== "" && view.leader !== leader) {
        desk.play("lead");
      }
      if (view.leader !== "" || !isOpen) leader = view.leader;
      phase = view.phase;
    }),
  ];
  const watch = setInterval(() => {
    const view = feed.view.value;
    if (view?.phase !== "running" && view?.phase !== "sudden_death") return;
    const leftMs = view.endsAtMs - feed.serverNow();
    const second = Math.ceil(leftMs / 1_000);
    if (leftMs <= 0 || leftMs > TICKS_FROM_MS || second === tickedSecond) return;
    tickedSecond = second;
    desk.play("tick");
  }, TICK_WATCH_MS);

  return () => {
    for (const end of ends) end();
    clearInterval(watch);
  };
}
