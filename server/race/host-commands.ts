import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { HostWord, RacePhaseName, RaceTimetable } from "#common/race/race-lifecycle.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import type { RoomRules } from "#server/framework/room-type.ts";
import { createSerialQueue } from "#server/framework/serial-queue.ts";
import type { RaceSeat } from "./race-seat.ts";
import type { HouseTerms } from "./race-settings.ts";
import type { RaceShow } from "./race-show.ts";

/** What a host may say to a race room. */
export function hostCommands({ context, show }: RaceSeat) {
  /** A host's word counts only for the race and the phase the host was looking at (RACE-1). */
  async function move(
    { raceId, expectedPhase: seen }: { raceId: number; expectedPhase: RacePhaseName },
    word: HostWord,
  ): Promise<Outcome<Record<string, never>>> {
    const isTaken = raceId === show.row.id && (await show.dispatch({ ...word, seen }));
    return isTaken ? accept({}) : refuse("phase_changed");
  }

  /** Only what a host has set is kept: the rest follows the configuration of the next start. */
  let settings = context.row.settings;

  const saves = createSerialQueue();

  /** One after the other: a change that could not be saved must not ride along with the next. */
  function save(changes: Partial<RaceTimetable & HouseTerms>, apply: () => void) {
    return saves.run(async () => {
      const saved = { ...settings, ...changes };
      await context.saveSettings(saved);
      settings = saved;
      apply();
      context.change((state) => showSettings(state, show));
    });
  }

  function saveTimetable(changes: Partial<RaceTimetable>) {
    return save(changes, () => {
      show.timetable = { ...show.timetable, ...changes };
    });
  }

  return {
    openBetting: ({ input }) => move(input, { kind: "openBetting" }),
    lockBetting: ({ input }) => move(input, { kind: "lockBetting" }),
    pause: ({ input }) => move(input, { kind: "pause" }),
    resume: ({ input }) => move(input, { kind: "resume" }),
    voidRace: ({ input }) => move(input, { kind: "voidRace", reason: input.reason }),
    scratchRunner: ({ input }) =>
      input.raceId === show.row.id
        ? show.scratch(input.expectedPhase, input.number)
        : Promise.resolve(refuse("phase_changed")),
    async stopPowers({ input }) {
      if (input.raceId !== show.row.id) return refuse("phase_changed");
      await show.stopPowers();
      return accept({});
    },
    nextRace: ({ input }) => move(input, { kind: "nextRace" }),
    async setAutopilot({ input }) {
      await saveTimetable({ isAutopilot: input.isOn });
      await show.dispatch({ kind: "autopilot" });
      return accept({});
    },
    async setHouseTerms({ input }) {
      await save(input, () => {
        show.house = input;
      });
      return accept({});
    },
    async setDurations({ input }) {
      await saveTimetable(input);
      return accept({});
    },
  } satisfies Partial<RoomRules<RaceContract>["commands"]>;
}

/** Shows what the host has set. */
export function showSettings(state: RaceState, { timetable, house }: RaceShow) {
  state.nextWinOdds = house.winOdds;
  state.arePowersNext = house.arePowersOn;
  state.isAutopilot = timetable.isAutopilot;
  state.lobbyMs = timetable.lobbyMs;
  state.bettingMs = timetable.bettingMs;
  state.settlingMs = timetable.settlingMs;
}
