import { Client, type Room } from "@colyseus/sdk";
import type { ScoredGift } from "#common/battle/battle-messages.ts";
import type { BattleState } from "#common/battle/battle-state.ts";
import type { Outcome } from "#common/framework/refusals.ts";
import { untilState } from "#server/testing/until-state.ts";

/** The host's seat on a stage, which also sees what an overlay sees. */
export interface StageSeat {
  readonly state: BattleState;
  ask(command: string, input: object): Promise<void>;
  until(fits: (state: BattleState) => boolean): Promise<BattleState>;
  onGifts(listener: (gifts: readonly ScoredGift[]) => void): void;
  leave(): Promise<void>;
}

/** Takes it. A command that is refused throws. */
export async function takeStageSeat(app: {
  url: string;
  roomId: string;
  hostToken: string;
}): Promise<StageSeat> {
  const client = new Client(app.url);
  client.auth.token = app.hostToken;
  const room: Room<unknown, BattleState> = await client.joinById(app.roomId, {});
  const listeners: ((gifts: readonly ScoredGift[]) => void)[] = [];
  room.onMessage("*", () => {});
  room.onMessage("giftsScored", ({ gifts }: { gifts: ScoredGift[] }) => {
    for (const listener of listeners) listener(gifts);
  });
  room.reconnection.enabled = false;
  return {
    get state() {
      return room.state;
    },
    async ask(command, input) {
      const outcome: Outcome<object> = await (room as Room).request(command, input);
      if (!outcome.ok) throw new Error(`${command}: ${outcome.refusal.code}`);
    },
    until: (fits) => untilState(room, fits),
    onGifts: (listener) => void listeners.push(listener),
    async leave() {
      await room.leave();
    },
  };
}
