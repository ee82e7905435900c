import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { BattleState } from "#common/battle/battle-state.ts";
import type {
  CommandInputWire,
  CommandName,
  CommandReplyWire,
} from "#common/framework/room-contract.ts";
import { takeBattleSeat } from "#server/testing/battle-seat.ts";
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
  const seat = await takeBattleSeat(test.url, await test.hostToken());
  return {
    get state() {
      return seat.state;
    },
    async command(name, input) {
      const answer = await seat.request(name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.refusal.code}`);
      return answer.value;
    },
    until: seat.until,
    leave: () => seat.room.leave(),
  };
}
