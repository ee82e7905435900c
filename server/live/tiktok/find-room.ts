import { type ConnectFailure, failureOf, refusedBy } from "./connect-failure.ts";
import type { LibraryConnection, TikTokLibrary } from "./load-library.ts";
import { partOf, textOf } from "./platform-fields.ts";

export type RoomSearch = { ok: true; roomId: string } | { ok: false; failure: ConnectFailure };

const OFFLINE = 4;

interface RoomDoors {
  library: TikTokLibrary;
  connection: LibraryConnection;
  /** The handle. */
  channel: string;
  /** The sign service may be asked too: without a key it would only refuse. */
  hasSignKey: boolean;
  now(): number;
}

/**
 * The room of a user who is live. Asks the page, then the page's own interface, then the sign
 * service; never rejects. Only a clear word of the platform means that there is no such user: a page
 * behind a riddle means nothing.
 */
export async function findRoom(doors: RoomDoors): Promise<RoomSearch> {
  const page = await askPage(doors);
  if (page !== undefined && (page.ok || page.failure.fault !== "server_error")) return page;
  const answer = await askInterface(doors);
  if (answer.ok || answer.failure.fault !== "server_error" || !doors.hasSignKey) return answer;
  return (await askSignService(doors)) ?? answer;
}

async function askPage(doors: RoomDoors): Promise<RoomSearch | undefined> {
  const { library, connection, channel } = doors;
  try {
    const found = await library.RouteConfig.fetchRoomInfoFromHtml({
      webClient: connection.webClient,
      uniqueId: channel,
    });
    const { user, liveRoom } = found as { user?: unknown; liveRoom?: unknown };
    return toSearch(user, liveRoom);
  } catch (error) {
    return { ok: false, failure: pageFailure(error, doors.now()) };
  }
}

async function askInterface(doors: RoomDoors): Promise<RoomSearch> {
  const { webClient } = doors.connection;
  try {
    const params = { ...webClient.clientParams, uniqueId: doors.channel, sourceType: "54" };
    const answer = await webClient.getJsonObjectFromTikTokApi("api-live/user/room/", params);
    const { statusCode, message, data } = (answer ?? {}) as Record<string, unknown>;
    if (message === "user_not_found")
      return refuse("unknown_user", "the platform has no such user");
    if (statusCode !== 0)
      return refuse("server_error", `the platform answered ${String(statusCode)}`);
    const { user, liveRoom } = (data ?? {}) as Record<string, unknown>;
    return toSearch(user, liveRoom);
  } catch (error) {
    return { ok: false, failure: pageFailure(error, doors.now()) };
  }
}

async function askSignService(doors: RoomDoors): Promise<RoomSearch | undefined> {
  const { library, connection, channel } = doors;
  try {
    const answer = (await library.RouteConfig.fetchRoomIdFromProvider({
      webClient: connection.webClient,
      apiClient: connection.apiClient,
      uniqueId: channel,
    })) as Record<string, unknown> | undefined;
    if (answer?.ok !== true) return undefined;
    if (answer.is_live === false) return refuse("user_offline", "the user is not live");
    const roomId = textOf(answer.room_id);
    return roomId === "" ? undefined : { ok: true, roomId };
  } catch {
    // The last way out: what the platform itself answered says more.
    return undefined;
  }
}

function toSearch(user: unknown, liveRoom: unknown): RoomSearch {
  const roomId = textOf(partOf({ user }, "user")["roomId"]);
  const status = partOf({ liveRoom }, "liveRoom")["status"];
  if (roomId === "" || status === OFFLINE) return refuse("user_offline", "the user is not live");
  return { ok: true, roomId };
}

function refuse(fault: ConnectFailure["fault"], detail: string): RoomSearch {
  return { ok: false, failure: { fault, detail } };
}

/** An answer of the platform's pages that can't be used, or none. */
function pageFailure(error: unknown, now: number): ConnectFailure {
  const { response } = error as { response?: { statusCode?: unknown; headers?: unknown } };
  if (typeof response?.statusCode === "number" && response.statusCode !== 200) {
    const headers = partOf({ headers: response.headers }, "headers");
    return refusedBy("platform", { status: response.statusCode, headers }, now);
  }
  return failureOf(error);
}
