import { signal } from "@preact/signals";
import type { Outcome, Refusal } from "#common/framework/refusals.ts";
import { forgetSecret, leaveRoom, resume, type Seat, seat } from "./seat.ts";

/** Why this phone has no seat any more, for the join page to say. */
export const seatRefusal = signal<Refusal | undefined>(undefined);

let renewing: Promise<void> | undefined;

/** Buys a new token with the resume secret; several callers share one request. Resolves also when it failed. */
export function renewSeat(): Promise<void> {
  renewing ??= renew().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

/** The player of this phone moves to another room. Rejects when no answer came. */
export async function renewSeatIn(held: Seat, lobbyCode: string): Promise<Outcome<Seat>> {
  const answer = await resume(held, lobbyCode);
  if (!answer.ok) giveUpSeat(answer.refusal);
  return answer;
}

async function renew(): Promise<void> {
  const held = seat.value;
  if (held === undefined) return;
  // Silence is no refusal: whoever needs the seat will ask again.
  await renewSeatIn(held, held.lobbyCode).catch(() => undefined);
}

/** Sends the player back to the join page where the refusal is final. */
export function giveUpSeat(refusal: Refusal): void {
  if (refusal.code === "unauthorized") forgetSecret();
  else if (refusal.code === "lobby_unknown") leaveRoom();
  else return;
  seatRefusal.value = refusal;
}
