import { Client, type Room } from "@colyseus/sdk";
import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { BattleState } from "#common/battle/battle-state.ts";
import type { Outcome } from "#common/framework/refusals.ts";
import type {
  CommandInputWire,
  CommandName,
  CommandReplyWire,
} from "#common/framework/room-contract.ts";
import { callHttp } from "./call-http.ts";
import { TEST_PIN } from "./test-app.ts";
import { untilState } from "./until-state.ts";

/** One connection to the newest stage of a server, as a screen or as its host. */
export interface BattleSeat {
  room: Room<unknown, BattleState>;
  readonly state: BattleState;
  request<N extends CommandName<BattleContract>>(
    command: N,
    input: CommandInputWire<BattleContract, N>,
  ): Promise<Outcome<CommandReplyWire<BattleContract, N>>>;
  /** Resolves with the first state that fits, the present one included. */
  until(fits: (state: BattleState) => boolean): Promise<BattleState>;
  /** Hears nothing more, as when its server is about to be killed. */
  deafen(): void;
}

/** Asks the server at `url` for a host's token. */
export async function readHostToken(url: string): Promise<string> {
  const door = { method: "POST", path: "/auth/host", body: { pin: TEST_PIN } };
  return (await callHttp(url, door)).body.token as string;
}

/** Takes a seat on the newest stage of the server at `url`; without a token a viewer's. */
export async function takeBattleSeat(url: string, token = ""): Promise<BattleSeat> {
  const { body: stage } = await callHttp(url, { method: "GET", path: "/stages/current" });
  const client = new Client(url);
  client.auth.token = token;
  const room = (await client.joinById(stage.roomId as string, {})) as Room<unknown, BattleState>;
  room.onMessage("*", () => {});
  room.reconnection.enabled = false;
  if ((room.state?.stageCode ?? "") === "") {
    await new Promise<void>((resolve) => room.onStateChange.once(() => resolve()));
  }
  return {
    room,
    get state() {
      return room.state;
    },
    request: ((command: string, input: unknown) =>
      (room as Room).request(command, input)) as BattleSeat["request"],
    until: (fits) => untilState(room, fits),
    deafen() {
      room.removeAllListeners();
      room.onMessage("*", () => {});
    },
  };
}
