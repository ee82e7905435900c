import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { say } from "#client/framework/alert-line.ts";
import { hostToken } from "#client/framework/host-session.ts";
import { openRaceFeed, type RaceFeed } from "#client/race/race-feed.ts";
import type { CommandInputWire, CommandReplyWire } from "#common/framework/room-contract.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import { texts } from "./texts.ts";

const ROSTER_EVERY_MS = 3_000;

export type Roster = CommandReplyWire<RaceContract, "readRoster">;
/** Commands that need only what the host was looking at (RACE-1). */
export type PhaseCommand = "openBetting" | "lockBetting" | "pause" | "resume" | "nextRace";

type HostCommand =
  | PhaseCommand
  | "voidRace"
  | "scratchRunner"
  | "stopPowers"
  | "setHouseTerms"
  | "setAutopilot"
  | "setDurations";

/** The host's hand on one room. */
export interface Desk {
  readonly feed: RaceFeed;
  readonly roster: ReadonlySignal<Roster | undefined>;
  /** Milliseconds the last answer took; undefined while there is no connection. */
  readonly latencyMs: ReadonlySignal<number | undefined>;
  move(command: PhaseCommand): Promise<void>;
  voidRace(reason: string): Promise<void>;
  /** Takes a runner out before the lock (TOTE-6). */
  scratchRunner(number: number): Promise<void>;
  /** No more powers in this race (RACE-7). True when it is so. */
  stopPowers(): Promise<boolean>;
  setHouseTerms(terms: CommandInputWire<RaceContract, "setHouseTerms">): Promise<boolean>;
  setAutopilot(isOn: boolean): Promise<void>;
  setDurations(durations: CommandInputWire<RaceContract, "setDurations">): Promise<boolean>;
  close(): void;
}

/** Opens a room for the host. Every "no" and every silence is said on the alert line. */
export function openDesk(lobbyCode: string): Desk {
  const feed = openRaceFeed({ lobbyCode, token: () => hostToken.value });
  const roster = signal<Roster | undefined>(undefined);
  const latencyMs = signal<number | undefined>(undefined);

  /** What the host was looking at when they pressed. */
  const seen = () => {
    const view = feed.view.value;
    if (view === undefined) return undefined;
    const expectedPhase = view.phase === "gates" ? "racing" : view.phase;
    return { raceId: view.raceId, expectedPhase } as const;
  };

  async function ask<Command extends HostCommand>(
    command: Command,
    input: CommandInputWire<RaceContract, Command>,
  ): Promise<boolean> {
    const { common, refusals } = texts.value;
    const answer = await feed.connection.request(command, input).catch(() => undefined);
    if (answer === undefined) say(common.noAnswer);
    else if (!answer.ok) say(refusals[answer.refusal.code](answer.refusal.detail));
    return answer?.ok ?? false;
  }

  async function readRoster(): Promise<void> {
    if (feed.status.value.kind !== "live") return;
    const askedAt = performance.now();
    const answer = await feed.connection.request("readRoster", {}).catch(() => undefined);
    latencyMs.value = answer && Math.round(performance.now() - askedAt);
    if (answer?.ok) roster.value = answer.value;
  }
  const asking = setInterval(() => void readRoster(), ROSTER_EVERY_MS);
  const stopFirst = feed.connection.onState(() => {
    stopFirst();
    void readRoster();
  });

  return {
    feed,
    roster,
    latencyMs: computed(() => (feed.status.value.kind === "live" ? latencyMs.value : undefined)),
    async move(command) {
      const target = seen();
      if (target !== undefined) await ask(command, target);
    },
    async voidRace(reason) {
      const target = seen();
      if (target !== undefined) await ask("voidRace", { ...target, reason });
    },
    async scratchRunner(number) {
      const target = seen();
      if (target !== undefined) await ask("scratchRunner", { ...target, number });
    },
    async stopPowers() {
      const target = seen();
      return target !== undefined && ask("stopPowers", { raceId: target.raceId });
    },
    setHouseTerms: (terms) => ask("setHouseTerms", terms),
    async setAutopilot(isOn) {
      await ask("setAutopilot", { isOn });
    },
    setDurations: (durations) => ask("setDurations", durations),
    close() {
      clearInterval(asking);
      feed.close();
    },
  };
}
