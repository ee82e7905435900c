import type { IncomingMessage, ServerResponse } from "node:http";

/** What the platform's pages tell of its users. */
export interface FakePages {
  /** Users that exist. */
  names: Set<string>;
  roomId: string;
  isOffline: boolean;
  /** Answers every page with this instead. */
  refusal: FakeRefusal | undefined;
  /** The page shows a riddle instead of the room, as to a robot. */
  isBlocked: boolean;
  visits: number;
}

export interface FakeRefusal {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

const LIVE = 2;
const OFFLINE = 4;
/** What the platform answers for a name nobody has. */
const USER_NOT_FOUND = 19_881_007;

/** Answers the platform's pages; false = not one of them. */
export function answerPage(
  pages: FakePages,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake");
  const name = /^\/@([^/]+)\/live$/.exec(pathname)?.[1];
  const isRoomApi = pathname === "/api-live/user/room/";
  const isRoomInfo = pathname === "/webcast/room/info/";
  if (name === undefined && !isRoomApi && !isRoomInfo) return false;

  pages.visits += 1;
  if (pages.refusal !== undefined) answer(response, pages.refusal);
  else if (name !== undefined) answer(response, { status: 200, body: livePage(pages, name) });
  else if (isRoomApi) {
    const user = searchParams.get("uniqueId") ?? "";
    answerJson(response, roomApi(pages, user));
  } else answerJson(response, { data: { status: statusOf(pages) } });
  return true;
}

/** Answers the sign service's own search for rooms, which is for customers; false = not asked for it. */
export function answerRoomSearch(
  pages: FakePages,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const name = /^\/webcast\/anchors\/([^/]+)\/room_id/.exec(request.url ?? "")?.[1];
  if (name === undefined) return false;
  if (request.headers["x-api-key"] === undefined) answerJson(response, { code: 401, ok: false });
  else if (!pages.names.has(name)) answerJson(response, { code: 404, ok: false });
  else {
    const { roomId, isOffline } = pages;
    answerJson(response, { code: 200, ok: true, room_id: roomId, is_live: !isOffline });
  }
  return true;
}

export function answer(response: ServerResponse, { status, headers = {}, body }: FakeRefusal) {
  response.writeHead(status, headers).end(body ?? "");
}

function answerJson(response: ServerResponse, body: unknown) {
  answer(response, {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

function statusOf(pages: FakePages): number {
  return pages.isOffline ? OFFLINE : LIVE;
}

function livePage(pages: FakePages, name: string): string {
  if (pages.isBlocked) return "<html><body>Drag the slider to fit the puzzle</body></html>";
  const liveRoomUserInfo = {
    user: { uniqueId: name, roomId: pages.roomId },
    liveRoom: { status: statusOf(pages) },
  };
  const state = pages.names.has(name) ? { LiveRoom: { liveRoomUserInfo } } : {};
  return `<html><script id="SIGI_STATE" type="application/json">${JSON.stringify(state)}</script></html>`;
}

function roomApi(pages: FakePages, name: string) {
  if (pages.isBlocked) return { statusCode: 10_201, message: "blocked" };
  if (!pages.names.has(name)) return { statusCode: USER_NOT_FOUND, message: "user_not_found" };
  return {
    statusCode: 0,
    data: { user: { roomId: pages.roomId }, liveRoom: { status: statusOf(pages) } },
  };
}
