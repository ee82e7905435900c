import { setTimeout as wait } from "node:timers/promises";
import { playCrowdSeat } from "./crowd/crowd-player.ts";
import { takeCrowdSeat } from "./crowd/crowd-seat.ts";
import { temperaments } from "./crowd/temperament.ts";

const nicknames = "Pixel Luma Tato Kiwi Brasa Momo Zarza Nilo Bruma Coco Sable Yuzu".split(" ");

/** Between two arrivals, milliseconds: a crowd comes in one by one. */
const ARRIVAL_MS = { min: 150, max: 700 } as const;
/** After a seat was lost or refused. */
const RETRY_MS = 3_000;

export type Crowd = {
  /** Everyone gets up; resolves when the last has left. */
  close(): Promise<void>;
};

/**
 * Twelve simulated players who join the newest lobby over HTTP, take seats over sockets and bet
 * play chips on every race. The server can't tell them from phones. `random` is from 0 up to but not 1.
 */
export function startCrowd({ url, random = Math.random }: CrowdOptions): Crowd {
  const closing = new AbortController();
  const lives = nicknames.map((name, index) =>
    live({ url, name, index, random, signal: closing.signal }),
  );
  return {
    async close() {
      closing.abort();
      await Promise.all(lives);
    },
  };
}

export type CrowdOptions = { url: string; random?: () => number };

type Life = Required<CrowdOptions> & { name: string; index: number; signal: AbortSignal };

/** One player from arrival to the end; who loses its seat takes another under the same name. */
async function live({ url, name, index, random, signal }: Life): Promise<void> {
  const temperament = temperaments[index % temperaments.length];
  if (temperament === undefined) throw new Error("a crowd needs temperaments");
  const { min, max } = ARRIVAL_MS;
  let pauseMs = index * (min + (max - min) * random());
  while (await pause(pauseMs, signal)) {
    pauseMs = RETRY_MS;
    try {
      const seat = await takeCrowdSeat({ url, name });
      await playCrowdSeat({ seat, temperament, random, signal });
      if (signal.aborted) await seat.leave();
    } catch (error) {
      if (signal.aborted) return;
      console.error(
        `${name} could not sit down: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

/** Waits, or answers false as soon as the crowd is to close. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}
