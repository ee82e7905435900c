import { type ReadonlySignal, signal } from "@preact/signals";
import { type BattleView, readBattleView } from "#client/battle/battle-view.ts";
import { say } from "#client/framework/alert-line.ts";
import {
  type ConnectionStatus,
  connectRoom,
  type RoomConnection,
} from "#client/framework/connection.ts";
import { hostToken, signOut } from "#client/framework/host-session.ts";
import { call } from "#client/framework/http.ts";
import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import type { RefusalCode } from "#common/framework/refusals.ts";
import type {
  CommandInputWire,
  CommandName,
  CommandReplyWire,
} from "#common/framework/room-contract.ts";
import { texts } from "./texts.ts";

const CLOCK_STEP_MS = 250;
const LOOK_AGAIN_MS = 5_000;

type Command = CommandName<BattleContract>;

/** The host's hand on one stage. */
export interface StageDesk {
  readonly stage: string;
  /** Undefined until the first state; the last one stays while the line is away. */
  readonly view: ReadonlySignal<BattleView | undefined>;
  readonly status: ReadonlySignal<ConnectionStatus>;
  /** How the next battles are fought, whoever has saved it; undefined until the room has said. */
  readonly settings: ReadonlySignal<BattleSettings | undefined>;
  /** The server's clock, epoch milliseconds, a few times a second. */
  readonly now: ReadonlySignal<number>;
  /** Gives a command. Every "no" and every silence is said on the alert line; undefined is either. */
  ask<Name extends Command>(
    command: Name,
    input: CommandInputWire<BattleContract, Name>,
  ): Promise<CommandReplyWire<BattleContract, Name> | undefined>;
  /** Saves how the next battles are fought; whether it is saved. */
  saveSettings(settings: BattleSettings): Promise<boolean>;
  close(): void;
}

/** The stage of a room could not be found: the server's refusal. */
class StageRefused extends Error {
  readonly code = 404;
}

/** Opens a stage for the host, by its code, and stays there until closed. */
export function openStageDesk(stage: string): StageDesk {
  const view = signal<BattleView | undefined>(undefined);
  const status = signal<ConnectionStatus>({ kind: "connecting" });
  const settings = signal<BattleSettings | undefined>(undefined);
  let looking: ReturnType<typeof setTimeout> | undefined;
  let connection = connect();
  const now = signal(connection.serverNow());
  const clock = setInterval(() => {
    now.value = connection.serverNow();
  }, CLOCK_STEP_MS);

  async function findRoom(): Promise<string> {
    const found = await call("GET", "/stages/:code", { params: { code: stage } });
    if (found.ok) return found.value.roomId;
    if (found.refusal.code === "stage_unknown") throw new StageRefused(found.refusal.code);
    throw new Error(found.refusal.code);
  }

  function noteStatus(changed: ConnectionStatus): void {
    status.value = changed;
    if (changed.kind !== "refused") return;
    if (isAboutToken(changed.code as RefusalCode)) return signOut();
    // A stage that is being opened is there a moment later.
    looking = setTimeout(() => {
      connection.close();
      connection = connect();
    }, LOOK_AGAIN_MS);
  }

  function connect() {
    const opened = connectRoom("battle", {
      roomId: findRoom,
      token: () => hostToken.value,
      onStatus: noteStatus,
    });
    let readVersion = "";
    opened.onState((state) => {
      view.value = readBattleView(state, view.value);
      // Another console may have saved them.
      const version = `${state.roomEpoch} ${state.settingsVersion}`;
      if (version === readVersion) return;
      readVersion = version;
      void readSettings(opened).then((isAnswered) => {
        if (!isAnswered) readVersion = "";
      });
    });
    return opened;
  }

  /** Whether there was an answer, be it a "no". */
  async function readSettings(from: RoomConnection<"battle">): Promise<boolean> {
    const answer = await from.request("readSettings", {}).catch(() => undefined);
    if (answer?.ok) learnSettings(answer.value);
    return answer !== undefined;
  }

  /** What is the same stays the same object: a form that is being filled in hears of changes alone. */
  function learnSettings(now: BattleSettings): void {
    if (JSON.stringify(now) !== JSON.stringify(settings.value)) settings.value = now;
  }

  const ask: StageDesk["ask"] = async (command, input) => {
    const { common, refusals } = texts.value;
    const answer = await connection.request(command, input).catch(() => undefined);
    if (answer?.ok) return answer.value;
    if (answer === undefined) say(common.noAnswer);
    else say(refusals[answer.refusal.code](answer.refusal.detail));
    return undefined;
  };

  return {
    stage,
    view,
    status,
    settings,
    now,
    ask,
    async saveSettings(wanted) {
      const saved = await ask("saveSettings", wanted);
      if (saved !== undefined) learnSettings(saved);
      return saved !== undefined;
    },
    close() {
      clearInterval(clock);
      clearTimeout(looking);
      connection.close();
    },
  };
}

function isAboutToken(code: RefusalCode): boolean {
  return code === "unauthorized" || code === "token_expired" || code === "forbidden";
}
