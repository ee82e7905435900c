import { Client, type Room } from "@colyseus/sdk";
import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { BattleState } from "#common/battle/battle-state.ts";
import type { Outcome } from "#common/framework/refusals.ts";
import type {
  CommandInputWire,
  CommandName,
  CommandReplyWire,
} from "#common/framework/room-contract.ts";
import type { TestApp } from "#server/testing/test-app.ts";

/** A host's seat on the stage of the newest room, without a page. */
export interface StageSeat {
  readonly state: BattleState;
  /** Gives a command that has to succeed. */
  command<Name extends CommandName<BattleContract>>(
    name: Name,
    input: CommandInputWire<BattleContract, Name>,
  ): Promise<CommandReplyWire<BattleContract, Name>>;
  /** Resolves with the first state that fits, the present one included. */
  until(fits: (state: BattleState) => boolean): Promise<BattleState>;
  leave(): Promise<unknown>;
}

/** Takes a seat on the stage of the app's newest room as its host. */
export async function takeStage(test: TestApp): Promise<StageSeat> {
  const { body: stage } = await test.call("GET", "/stages/current");
  const client = new Client(test.url);
  client.auth.token = await test.hostToken();
  const room: Room<unknown, BattleState> = await client.joinById(stage.roomId as string, {});
  room.onMessage("*", () => {});
  room.reconnection.enabled = false;
  await new Promise<void>((resolve) => room.onStateChange.once(() => resolve()));
  return {
    get state() {
      return room.state;
    },
    async command(name, input) {
      const answer = (await (room as Room).request(name, input)) as Outcome<never>;
      if (!answer.ok) throw new Error(`${name}: ${answer.refusal.code}`);
      return answer.value;
    },
    until: (fits) =>
      new Promise((resolve) => {
        if (fits(room.state)) return resolve(room.state);
        const look = (state: BattleState) => {
          if (!fits(state)) return;
          room.onStateChange.remove(look);
          resolve(state);
        };
        room.onStateChange(look);
      }),
    leave: () => room.leave(),
  };
}
