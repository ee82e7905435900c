import { randomBytes } from "node:crypto";
import { hashSecret } from "#common/race/entropy.ts";
import type { TestSeat } from "./test-seat.ts";

/** A phone's part in the draw of the race that was on its screen (RACE-6). */
export interface EntropyPhone {
  /** Each resolves with `taken` or the code of the refusal. */
  commit(): Promise<string>;
  reveal(): Promise<string>;
  /** Resolves when the server calls the phones. */
  called: Promise<void>;
}

/** Draws 32 bytes at a seat. `answers`: whether it answers the server's call. */
export function makeEntropyPhone(
  seat: TestSeat,
  { answers = true, secret = randomBytes(32).toString("hex") } = {},
): EntropyPhone & { secret: string } {
  const word = (answer: { ok: boolean; refusal?: { code: string } }) =>
    answer.refusal?.code ?? "taken";
  const { raceId } = seat.state;
  const commit = async () =>
    word(await seat.request("commitEntropy", { raceId, hash: hashSecret(secret) }));
  const called = new Promise<void>((resolve) => {
    seat.room.onMessage("entropyCalled", (call: { raceId: number }) => {
      if (call.raceId !== raceId) return;
      resolve();
      if (answers) void commit().catch(() => undefined);
    });
  });
  return {
    secret,
    called,
    commit,
    reveal: async () => word(await seat.request("revealEntropy", { raceId, secret })),
  };
}
