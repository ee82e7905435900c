import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { connectRoom, type RoomConnection } from "#client/framework/connection.ts";
import { call } from "#client/framework/http.ts";
import { createLeadCaller } from "#client/framework/lead-caller.ts";
import { type RaceView, readRaceView } from "#client/race/race-view.ts";
import { POSITION_STEP_MM } from "#common/race/position-step.ts";
import type { LobbyWire } from "#common/race/race-api.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import { type Happening, listenToStands } from "./happenings.ts";
import { createRaceMotion, type RaceMotion } from "./race-motion.ts";
import { createStandings, type Standing } from "./standings.ts";

/** Letters and figures change five times a second: faster can't be read from a sofa. */
const SHOW_EVERY_MS = 200;
const REFUSED_RETRY_MS = 5_000;
const ARRIVALS_MAX = 12;

/** `unknown-lobby`: the server answers but has no such lobby. All but `live` keep trying for ever. */
export type Link = "connecting" | "live" | "lost" | "unknown-lobby";

export interface Arrival {
  id: number;
  name: string;
}

export interface DisplayFeed {
  readonly link: ReadonlySignal<Link>;
  readonly lobby: ReadonlySignal<LobbyWire | undefined>;
  /** The last known picture: it stays while the connection is away. */
  readonly view: ReadonlySignal<RaceView | undefined>;
  /** In order, foremost first. */
  readonly standings: ReadonlySignal<readonly Standing[]>;
  /** Newest first. */
  readonly arrivals: ReadonlySignal<readonly Arrival[]>;
  readonly happenings: ReadonlySignal<readonly Happening[]>;
  /** Saddle number of a leader worth a word; 0 = none. */
  readonly calledLeader: ReadonlySignal<number>;
  readonly motion: RaceMotion;
  /** The server's clock, epoch milliseconds. */
  serverNow(): number;
  /** Leaves the room for good. */
  close(): void;
}

/** Stays in the race room of a lobby for ever and turns what arrives into what the display draws. */
export function openDisplayFeed(room: string): DisplayFeed {
  const link = signal<Link>("connecting");
  const lobby = signal<LobbyWire | undefined>(undefined);
  const arrivals = signal<readonly Arrival[]>([]);
  const happenings = signal<readonly Happening[]>([]);
  const motion = createRaceMotion();
  const shown = showPictures(motion);
  let nextId = 1;
  let isClosed = false;
  let connection = connect();

  async function findRoom(): Promise<string> {
    const found = await call("GET", "/lobbies/:code", { params: { code: room } });
    if (!found.ok) {
      if (found.refusal.code === "lobby_unknown") link.value = "unknown-lobby";
      throw new Error(found.refusal.code);
    }
    lobby.value = found.value;
    arrivals.value = found.value.latestPlayers.map((name) => ({ id: nextId++, name }));
    return found.value.roomId;
  }

  function connect(): RoomConnection<"race"> {
    const opened = connectRoom("race", {
      roomId: findRoom,
      onStatus(status) {
        if (status.kind === "live" || status.kind === "lost") link.value = status.kind;
        // A room that closed between the look-up and the seat: the next look-up finds another.
        if (status.kind === "refused") {
          setTimeout(() => {
            opened.close();
            if (!isClosed) connection = connect();
          }, REFUSED_RETRY_MS);
        }
      },
    });
    opened.onState((state) => {
      if (shown.view.value?.raceId !== state.raceId) happenings.value = [];
      motion.heard(state, performance.now());
      shown.heard(state);
    });
    opened.on("playerJoined", ({ name }) => {
      arrivals.value = [{ id: nextId++, name }, ...arrivals.value].slice(0, ARRIVALS_MAX);
    });
    listenToStands(opened, happenings);
    return opened;
  }

  const { view, standings, calledLeader } = shown;
  return {
    link,
    lobby,
    view,
    standings,
    arrivals,
    happenings,
    calledLeader,
    motion,
    serverNow: () => connection.serverNow(),
    close() {
      isClosed = true;
      connection.close();
      shown.stop();
    },
  };
}

/** Copies the room's state into signals: at once when it turns a page, else five times a second. */
function showPictures(motion: RaceMotion) {
  const view = signal<RaceView | undefined>(undefined);
  const standings = signal<readonly Standing[]>([]);
  const calledLeader = signal(0);
  let stand = createStandings(motion.leads);
  let callLead = createLeadCaller<number>();
  let shownAtMs = Number.NEGATIVE_INFINITY;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function show(state: RaceState) {
    clearTimeout(waiting);
    waiting = undefined;
    shownAtMs = performance.now();
    const before = view.value;
    const now = readRaceView(state, before);
    if (now.raceId !== before?.raceId) {
      stand = createStandings(motion.leads);
      callLead = createLeadCaller<number>();
      calledLeader.value = 0;
    }
    view.value = now;
    const rows = stand({
      runners: now.runners,
      metres: state.positions.toArray().map((steps) => (steps * POSITION_STEP_MM) / 1000),
      timeMs: state.tick * TICK_MS,
      localNowMs: shownAtMs,
    });
    standings.value = rows;
    const leader = rows[0];
    if (now.phase === "racing" && state.tick > 0 && leader !== undefined) {
      setIfDefined(calledLeader, callLead(leader.number, shownAtMs));
    }
  }

  return {
    view,
    standings,
    calledLeader,
    heard(state: RaceState) {
      const { value: before } = view;
      const isNewPage =
        before === undefined ||
        before.raceId !== state.raceId ||
        before.isOfficial !== state.isOfficial ||
        before.isPaused !== state.isPaused ||
        before.phase !== (state.phase === "racing" && state.tick < 0 ? "gates" : state.phase);
      const dueInMs = shownAtMs + SHOW_EVERY_MS - performance.now();
      if (isNewPage || dueInMs <= 0) show(state);
      else waiting ??= setTimeout(() => show(state), dueInMs);
    },
    stop() {
      clearTimeout(waiting);
    },
  };
}

function setIfDefined<Value>(target: Signal<Value>, value: Value | undefined): void {
  if (value !== undefined) target.value = value;
}
