import { type RaceContract, raceContract } from "#common/race/race-messages.ts";
import { RaceState } from "#common/race/race-state.ts";
import { defineRoomType, type RoomRules } from "#server/framework/room-type.ts";
import { hostCommands, showSettings } from "./host-commands.ts";
import { playerCommands } from "./player-commands.ts";
import type { RaceSeat } from "./race-seat.ts";
import type { RaceShowDeps } from "./race-show-deps.ts";
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

function rulesOf(room: RaceSeat): RoomRules<RaceContract> {
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
      await deps.powers.idle();
      await deps.entropy.idle();
    },
  };
}
