import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import { openRaceFeed, type RaceFeed } from "#client/race/race-feed.ts";
import { followEntropy } from "./entropy.ts";
import { type Betting, openBetting } from "./money/betting.ts";
import { type Casting, openCasting } from "./money/casting.ts";
import { followCasts } from "./receipts-of-casts.ts";
import { giveUpSeat, renewSeat } from "./renew-seat.ts";
import { leaveRoom, type Seat, seat } from "./seat.ts";
import { openTicker, type TickerLine } from "./ticker.ts";

/** One player in one room. */
export interface Play {
  readonly lobbyCode: string;
  readonly feed: RaceFeed;
  readonly betting: Betting;
  readonly casting: Casting;
  readonly ticker: ReadonlySignal<readonly TickerLine[]>;
  close(): void;
}

/** Takes the seat and keeps it; asks for my bets at every return and at every new race. */
export function openPlay(held: Seat): Play {
  const feed = openRaceFeed({ lobbyCode: held.lobbyCode, token: () => seat.value?.token });
  const casting = openCasting(feed, held.player.id);
  const betting = openBetting(feed, held.player.id, casting.hear);
  const catchUp = async () => {
    await betting.catchUp();
    casting.flush();
  };
  const ticker = openTicker(feed);

  const stopFollowing = [
    followEntropy(feed.connection),
    followCasts(feed),
    effect(() => {
      const raceId = feed.view.value?.raceId;
      if (feed.status.value.kind !== "live" || raceId === undefined) return;
      void untracked(catchUp);
    }),
    effect(() => {
      const status = feed.status.value;
      if (status.kind === "refused") void untracked(() => afterRefusal(status.code));
    }),
  ];
  const comeBack = () => {
    if (document.visibilityState === "visible") void catchUp();
  };
  addEventListener("online", comeBack);
  document.addEventListener("visibilitychange", comeBack);

  return {
    lobbyCode: held.lobbyCode,
    feed,
    betting,
    casting,
    ticker: ticker.lines,
    close() {
      for (const stop of stopFollowing) stop();
      removeEventListener("online", comeBack);
      document.removeEventListener("visibilitychange", comeBack);
      ticker.close();
      betting.close();
      casting.close();
      feed.close();
    },
  };
}

/** The server gave no seat: a stale token is renewed, a closed room is left. */
async function afterRefusal(code: string): Promise<void> {
  if (code === "lobby_unknown") giveUpSeat({ code });
  else {
    const before = seat.value?.token;
    await renewSeat();
    // No answer, or none that helps: the join page offers the next try.
    if (seat.value?.token === before) leaveRoom();
  }
}
