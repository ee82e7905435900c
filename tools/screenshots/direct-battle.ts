import { Client, type Room } from "@colyseus/sdk";
import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { BattleState } from "#common/battle/battle-state.ts";
import type { CommandInputWire, CommandName } from "#common/framework/room-contract.ts";
import { untilState } from "#server/testing/until-state.ts";
import { ask } from "./ask.ts";

/** A host's seat on the newest stage. */
export type BattleDirector = {
  /** Resolves with the first state that fits, the present one included. */
  until(fits: (state: BattleState) => boolean): Promise<BattleState>;
  /** Throws when it is refused. */
  say<Name extends CommandName<BattleContract>>(
    command: Name,
    input: CommandInputWire<BattleContract, Name>,
  ): Promise<void>;
  close(): Promise<void>;
};

/** Takes the host's seat on the newest stage. */
export async function directBattle({
  url,
  pin,
}: {
  url: string;
  pin: string;
}): Promise<BattleDirector> {
  const { roomId } = await ask<{ roomId: string }>(`${url}/stages/current`);
  const { token } = await ask<{ token: string }>(`${url}/auth/host`, { pin });
  const client = new Client(url);
  client.auth.token = token;
  const room = (await client.joinById(roomId, {})) as Room<unknown, BattleState>;
  room.onMessage("*", () => {});
  await new Promise<void>((resolve) => {
    room.onStateChange.once(() => resolve());
  });
  return {
    until: (fits) => untilState(room, fits),
    async say(command, input) {
      const answer = (await (room as Room).request(command, input)) as { ok: boolean };
      if (!answer.ok) throw new Error(`${command} was refused: ${JSON.stringify(answer)}`);
    },
    async close() {
      await room.leave();
    },
  };
}
