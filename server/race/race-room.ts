import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { HostWord, RacePhaseName, RaceTimetable } from "#common/race/race-lifecycle.ts";
import { type RaceContract, raceContract } from "#common/race/race-messages.ts";
import { RaceState } from "#common/race/race-state.ts";
import { playerIdOf } from "#server/framework/caller.ts";
import { defineRoomType, type RoomContext, type RoomRules } from "#server/framework/room-type.ts";
import { createSerialQueue } from "#server/framework/serial-queue.ts";
import { quoteBet } from "./quote-bet.ts";
import type { HouseTerms } from "./race-settings.ts";
import type { RaceShow, RaceShowDeps } from "./race-show.ts";
import { readMine } from "./read-mine.ts";
import { readRoster } from "./read-roster.ts";
import { restoreShow } from "./restore-show.ts";
import { tellWallets } from "./tell-wallets.ts";

/** One lobby = one race room: its races follow one another for as long as it is open. */
export function defineRaceRoom(deps: RaceShowDeps) {
  return defineRoomType<RaceContract, RaceState>({
    name: "race",
    contract: raceContract,
    state: RaceState,
    async restore(context) {
      const show = await restoreShow(context, deps);
      context.change((state) => {
        state.lobbyCode = context.row.code;
        showSettings(state, show);
      });
      return rulesOf({ context, show, deps });
    },
  });
}

interface Room {
  context: RoomContext<RaceContract, RaceState>;
  show: RaceShow;
  deps: RaceShowDeps;
}

function rulesOf(room: Room): RoomRules<RaceContract> {
  const { context, show, deps } = room;
  const greeted = new Set<string>();
  const unfollow = deps.walletNews.follow((playerIds) => {
    tellWallets(context, deps.dataSource, playerIds).catch((error: unknown) =>
      context.log.warn({ error }, "players not told of their coins"),
    );
  });

  function showAttendance() {
    const { playerCount, spectatorCount } = context.attendance();
    if (
      playerCount === context.state.playerCount &&
      spectatorCount === context.state.spectatorCount
    )
      return;
    context.change((state) => {
      state.playerCount = playerCount;
      state.spectatorCount = spectatorCount;
    });
  }

  return {
    commands: { ...playerCommands(room), ...hostCommands(room) },
    onTick: (now) => show.onTick(now),
    onSeated({ auth }) {
      showAttendance();
      if (auth?.playerId === undefined || greeted.has(auth.playerId)) return;
      greeted.add(auth.playerId);
      context.broadcast("playerJoined", { name: auth.name ?? "" });
    },
    onLeft: showAttendance,
    onStopped() {
      unfollow();
      show.leave();
    },
    onShutdown: async () => {
      await show.stop();
      await deps.desk.idle();
    },
  };
}

function playerCommands({ context, show, deps }: Room) {
  return {
    placeBet({ input, caller, arrivedAtMs }) {
      const bettor = { playerId: playerIdOf(caller), roomKey: caller.roomKey };
      return deps.desk.place({ ...input, ...bettor, arrivedAtMs }, caller.name ?? "");
    },
    cancelBet: ({ input, caller, arrivedAtMs }) =>
      deps.desk.cancel({ ...input, playerId: playerIdOf(caller), arrivedAtMs }, caller.name ?? ""),
    castPower: ({ input, caller, arrivedAtMs }) =>
      Promise.resolve(
        refuse("powers_closed", {
          playerId: playerIdOf(caller),
          arrivedAtMs,
          raceId: input.raceId,
        }),
      ),
    quoteBet: ({ input }) => Promise.resolve(quoteBet(show, input)),
    commitEntropy: ({ input, caller }) =>
      deps.entropy.commit({ ...input, playerId: playerIdOf(caller), roomKey: caller.roomKey }),
    revealEntropy: async ({ input, caller }) => {
      const word = { ...input, playerId: playerIdOf(caller), roomKey: caller.roomKey };
      const outcome = await deps.entropy.reveal(word);
      if (outcome.ok) show.noteReveal(word.playerId);
      return outcome;
    },
    async readMine({ caller }) {
      const mine = { playerId: playerIdOf(caller), raceId: show.row.id };
      return accept(await readMine(deps.dataSource, mine));
    },
    async readRoster() {
      const seated = new Set(context.seatedPlayers().map(({ playerId }) => playerId));
      const roster = await readRoster(deps.dataSource, context.row.code);
      const players = roster.map((entry) => ({ ...entry, isConnected: seated.has(entry.id) }));
      return accept({ players, spectatorCount: context.attendance().spectatorCount });
    },
  } satisfies Partial<RoomRules<RaceContract>["commands"]>;
}

function hostCommands({ context, show }: Room) {
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

function showSettings(state: RaceState, { timetable, house }: RaceShow) {
  state.nextWinOdds = house.winOdds;
  state.arePowersNext = house.arePowersOn;
  state.isAutopilot = timetable.isAutopilot;
  state.lobbyMs = timetable.lobbyMs;
  state.bettingMs = timetable.bettingMs;
  state.settlingMs = timetable.settlingMs;
}
